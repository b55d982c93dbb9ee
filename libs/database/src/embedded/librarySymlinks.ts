import { readFile, stat, symlink } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { Effect, Schema } from "effect";
import { attemptFile, errorCode } from "./attemptFile.ts";
import { EmbeddedPostgresError } from "./EmbeddedPostgresError.ts";

const Symlinks = Schema.fromJsonString(
  Schema.Array(
    Schema.Struct({
      source: Schema.String.check(Schema.isPattern(/^native\/(?!.*\.\.)/)),
      target: Schema.String.check(Schema.isPattern(/^native\/(?!.*\.\.)/)),
    }),
  ),
);

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Reads which symbolic links (`libpq.so.5` -> `libpq.so.5.18` ...) a native folder needs and does not have. */
export const missingSymlinks = Effect.fnUntraced(function* (native: string) {
  const file = join(native, "pg-symlinks.json");
  const text = yield* attemptFile("prepare", file, () =>
    readFile(file, "utf8").catch((error) => {
      // Platforms without versioned libraries ship no list.
      if (errorCode(error) === "ENOENT") return "[]";
      throw error;
    }),
  );
  const listed = yield* Schema.decodeUnknownEffect(Symlinks)(text).pipe(
    Effect.mapError(
      (cause) =>
        new EmbeddedPostgresError({
          operation: "prepare",
          reason: { _tag: "BinariesUnusable", folder: native, detail: "pg-symlinks.json has an unknown form" },
          cause,
        }),
    ),
  );
  // The list counts from the package, so every path begins with `native/`, whatever this folder is called.
  const links = listed.map(({ source, target }) => ({
    to: relative(dirname(target), source),
    path: join(native, target.slice("native/".length)),
  }));
  const present = yield* Effect.promise(() => Promise.all(links.map((link) => exists(link.path))));
  return links.filter((_, index) => present[index] === false);
});

/**
 * Creates the missing library links, which the package's install script makes where install scripts may run.
 *
 * Idempotent   yes; safe while other processes do the same
 * Errors       `FileFailed` where the folder is read-only
 */
export const completeSymlinks = Effect.fnUntraced(function* (native: string) {
  for (const link of yield* missingSymlinks(native)) {
    yield* attemptFile("prepare", link.path, () =>
      symlink(link.to, link.path).catch((error) => {
        if (errorCode(error) !== "EEXIST") throw error;
      }),
    );
  }
  const [broken] = yield* missingSymlinks(native);
  if (broken !== undefined) {
    return yield* new EmbeddedPostgresError({
      operation: "prepare",
      reason: { _tag: "BinariesUnusable", folder: native, detail: `${broken.path} leads nowhere` },
    });
  }
});
