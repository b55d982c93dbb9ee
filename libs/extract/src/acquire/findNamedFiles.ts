import { stat } from "node:fs/promises";
import { resolve, sep } from "node:path";
import { Effect } from "effect";
import { glob, isDynamicPattern } from "tinyglobby";
import { NotAFile } from "../archive/ArchiveReason.ts";
import { ExtractError } from "../errors.ts";
import { fileError } from "../fileError.ts";
import { FolderGiven, PatternMatchedNothing } from "./InputReason.ts";

const operation = "extract.findNamedFiles";

const fail = (reason: ExtractError["reason"]) => new ExtractError({ operation, reason });

const statOf = (path: string) => Effect.tryPromise({ try: () => stat(path), catch: fileError(operation, path) });

const matchesOf = (pattern: string, folder: string) =>
  Effect.tryPromise({
    try: () =>
      glob(sep === "\\" ? pattern.replaceAll("\\", "/") : pattern, {
        cwd: folder,
        absolute: true,
        expandDirectories: false,
      }),
    catch: fileError(operation, folder),
  }).pipe(Effect.map((paths) => paths.map((path) => resolve(path)).sort()));

/**
 * Finds the files that a user named, by path or by pattern (`data/*.csv`), in the order given; the matches of a pattern are sorted.
 *
 * A name that exists is a path, even if it looks like a pattern (`trials (1).csv`). A file that is named twice counts once.
 *
 * Errors   `FileNotFound`, `FolderGiven`, `NotAFile` (a pipe, a device), `PatternMatchedNothing`, `FileAccessFailed`
 */
export const findNamedFiles = Effect.fn(operation)(function* (names: ReadonlyArray<string>, folder: string) {
  const paths = new Set<string>();
  for (const name of names) {
    const path = resolve(folder, name);
    const found = yield* statOf(path).pipe(
      Effect.catchIf(
        ({ reason }) => reason._tag === "FileNotFound" && isDynamicPattern(name),
        () => Effect.succeed(null),
      ),
    );
    if (found === null) {
      const matches = yield* matchesOf(name, folder);
      if (matches.length === 0) return yield* fail(new PatternMatchedNothing({ pattern: name, folder }));
      for (const match of matches) paths.add(match);
      continue;
    }
    if (found.isDirectory()) return yield* fail(new FolderGiven({ path: name }));
    if (!found.isFile()) return yield* fail(new NotAFile({ path: name, found: "a pipe or device" }));
    paths.add(path);
  }
  return [...paths];
});
