import { randomUUID } from "node:crypto";
import { readdir, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Effect } from "effect";
import { attemptFile } from "./attemptFile.ts";
import { isMarkAlive, ownProcessMark } from "./ProcessMark.ts";

/** Names a sibling of a path that this process alone uses until it renames it into place. */
export const temporaryPath = (path: string): Effect.Effect<string> =>
  Effect.map(ownProcessMark, (mark) =>
    join(dirname(path), `${basename(path)}.tmp-${mark}-${randomUUID().slice(0, 8)}`),
  );

const markOf = (name: string): string | undefined => /\.tmp-(\d+-\d+)-[0-9a-f]{8}$/.exec(name)?.[1];

/** Removes a file or folder of any content; what an ending process still writes into it is waited for. */
export const removePath = (path: string) =>
  attemptFile("prepare", path, () => rm(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));

/** Removes what processes that were killed left under temporary names in a folder. */
export const removeAbandoned = Effect.fnUntraced(function* (folder: string) {
  const names = yield* attemptFile("prepare", folder, () => readdir(folder));
  for (const name of names) {
    const mark = markOf(name);
    if (mark === undefined || (yield* isMarkAlive(mark))) continue;
    yield* removePath(join(folder, name)).pipe(
      Effect.catch((error) => Effect.logWarning(`A left-over temporary folder stays behind: ${error.message}`)),
    );
  }
});
