import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Effect, Schema } from "effect";
import { attemptFile } from "./attemptFile.ts";
import { EmbeddedPostgresError } from "./EmbeddedPostgresError.ts";
import type { NativeFolder } from "./NativeFolder.ts";
import { platformPackage, supportedPlatforms } from "./platformPackage.ts";

const Manifest = Schema.fromJsonString(Schema.Struct({ version: Schema.String }));

const prepareError = (reason: EmbeddedPostgresError["reason"]) =>
  new EmbeddedPostgresError({ operation: "prepare", reason });

const resolvePackage = (name: string): Effect.Effect<string, EmbeddedPostgresError> =>
  Effect.try({
    // The package exports `dist/index.js` only; its binaries lie beside that folder.
    try: () => dirname(dirname(createRequire(import.meta.url).resolve(name))),
    catch: () => prepareError({ _tag: "PackageMissing", packageName: name }),
  });

/** Reads the version of a package folder that holds `package.json` and `native`. */
export const readNativeFolder = Effect.fnUntraced(function* (packageFolder: string) {
  const file = join(packageFolder, "package.json");
  const path = join(packageFolder, "native");
  const text = yield* attemptFile("prepare", file, () => readFile(file, "utf8"));
  const unusable = (detail: string) => prepareError({ _tag: "BinariesUnusable", folder: path, detail });
  const { version } = yield* Schema.decodeUnknownEffect(Manifest)(text).pipe(
    Effect.mapError(() => unusable("package.json states no version")),
  );
  const majorVersion = Number.parseInt(version, 10);
  if (!Number.isInteger(majorVersion)) {
    return yield* unusable(`the version ${JSON.stringify(version)} does not begin with a number`);
  }
  return { path, version, majorVersion } satisfies NativeFolder;
});

/**
 * Finds the server binaries of this platform among the installed optional dependencies.
 *
 * Errors   `PlatformUnsupported`, `PackageMissing`, `BinariesUnusable`; none is retryable
 */
export const locateNativeFolder = Effect.fnUntraced(function* (
  platform: string = process.platform,
  arch: string = process.arch,
) {
  const name = platformPackage(platform, arch);
  if (name === undefined) {
    return yield* prepareError({
      _tag: "PlatformUnsupported",
      platform: `${platform}-${arch}`,
      supported: supportedPlatforms,
    });
  }
  return yield* readNativeFolder(yield* resolvePackage(name));
});
