import { readdir, stat, unlink } from "node:fs/promises";
import { join } from "node:path";
import { Clock, Effect } from "effect";
import { isOrphanedCopy } from "./isOrphanedCopy.ts";

/**
 * Removes unfinished copies that killed runs left in a folder, and returns how many.
 *
 * Errors   none: a copy that cannot be removed now is tried again next time
 */
export const removeOrphanedCopies = Effect.fn("extract.removeOrphanedCopies")(function* (folder: string) {
  const now = yield* Clock.currentTimeMillis;
  const names = yield* Effect.tryPromise(() => readdir(folder)).pipe(Effect.orElseSucceed((): Array<string> => []));
  let removed = 0;
  for (const name of names) {
    const path = join(folder, name);
    const isRemoved = yield* Effect.tryPromise(async () => {
      if (!name.startsWith(".copy-") || !isOrphanedCopy(name, (await stat(path)).mtimeMs, now)) return false;
      await unlink(path);
      return true;
    }).pipe(Effect.orElseSucceed(() => false));
    if (isRemoved) removed++;
  }
  return removed;
});
