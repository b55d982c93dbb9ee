import { rename } from "node:fs/promises";
import { Clock, type Duration, Effect } from "effect";
import { attemptFile } from "./attemptFile.ts";
import { inspectServer } from "./inspectServer.ts";
import type { ServerPlace } from "./ServerPlace.ts";
import { findPassword } from "./serverPassword.ts";
import { shutDownServer } from "./shutDownServer.ts";

/**
 * Moves relocated data aside whose home was deleted and made anew: its password is gone, and whoever deleted the home wants to begin
 * anew. Nothing is deleted; a warning names the folder. Only for a home without a location note.
 */
export const setOrphanAside = Effect.fnUntraced(function* (place: ServerPlace, stopTimeout: Duration.Duration) {
  if ((yield* findPassword("prepare", place)) !== undefined) return;
  const state = yield* inspectServer("prepare", place);
  if (state._tag === "Absent") return;
  if (state._tag === "Alive") yield* shutDownServer(state.process, stopTimeout);
  const aside = `${place.dataFolder}.orphan-${yield* Clock.currentTimeMillis}`;
  yield* attemptFile("prepare", place.dataFolder, () => rename(place.dataFolder, aside));
  yield* Effect.logWarning(
    `The home ${place.home} was made anew, so its earlier data was moved to ${aside}; delete that folder if it is not needed.`,
  );
});
