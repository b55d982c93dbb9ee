import { createHash } from "node:crypto";
import { basename, dirname, join } from "node:path";
import { Effect, FileSystem, Option, type PlatformError, Stream } from "effect";
import { UsageError } from "../failure/UsageError.ts";

/** What was written. */
export interface WrittenFile {
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** Refuses a path at which there is something that may not be replaced. */
const checkTarget = Effect.fnUntraced(function* (path: string, isOverwriting: boolean) {
  const files = yield* FileSystem.FileSystem;
  const folder = dirname(path);
  if (!(yield* files.exists(folder))) {
    return yield* new UsageError({
      message: `There is no folder ${folder}; expected one that exists. Create it first.`,
    });
  }
  // Replacing would put a file in the place of a link or a device.
  const isLink = Option.isSome(yield* Effect.option(files.readLink(path)));
  const found = isLink
    ? "SymbolicLink"
    : (yield* Effect.option(files.stat(path))).pipe(
        Option.map(({ type }) => type),
        Option.getOrNull,
      );
  if (found === null) return;
  if (found !== "File") {
    return yield* new UsageError({ message: `${path} is no regular file (${found}); expected the name of a file.` });
  }
  if (!isOverwriting) {
    return yield* new UsageError({ message: `${path} exists; expected a new name, or --overwrite to replace it.` });
  }
});

/**
 * Writes a file as a whole or not at all: under a temporary name beside it, which takes its place when the last byte is written.
 *
 * Errors   `UsageError` where a file may not be replaced; whatever ends the stream, and then nothing is left
 */
export const writeNewFile = <E, R>(
  path: string,
  bytes: Stream.Stream<Uint8Array, E, R>,
  { isOverwriting }: { readonly isOverwriting: boolean },
): Effect.Effect<WrittenFile, E | UsageError | PlatformError.PlatformError, R | FileSystem.FileSystem> =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem;
    yield* checkTarget(path, isOverwriting);
    const part = join(dirname(path), `.${basename(path)}.${process.pid}.part`);
    const hash = createHash("sha256");
    let sizeBytes = 0;
    const counted = Stream.tap(bytes, (chunk) =>
      Effect.sync(() => {
        hash.update(chunk);
        sizeBytes += chunk.length;
      }),
    );
    yield* Stream.run(counted, files.sink(part)).pipe(
      Effect.andThen(files.rename(part, path)),
      Effect.onError(() => Effect.ignore(files.remove(part, { force: true }))),
    );
    return { sizeBytes, sha256: hash.digest("hex") };
  });
