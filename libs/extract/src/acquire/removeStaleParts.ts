import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Clock, Effect } from "effect";

const staleMillis = 24 * 60 * 60 * 1000;

/**
 * Removes `.part` files that nobody has written to for a day: what a killed process left behind.
 *
 * Errors   none; a folder that is missing or may not be read is left as it is
 */
export const removeStaleParts = (folder: string): Effect.Effect<void> =>
  Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis;
    yield* Effect.tryPromise(async () => {
      for (const name of await readdir(folder)) {
        const path = join(folder, name);
        if (name.endsWith(".part") && now - (await stat(path)).mtimeMs > staleMillis) await rm(path, { force: true });
      }
    });
  }).pipe(Effect.ignore);
