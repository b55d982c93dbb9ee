import { Clock, Effect } from "effect";
import { checkDataVersion } from "./checkDataVersion.ts";
import { chooseServerUser } from "./chooseServerUser.ts";
import { EmbeddedPostgresError } from "./EmbeddedPostgresError.ts";
import type { ResolvedServerOptions } from "./EmbeddedServerOptions.ts";
import { findBlockingFolder } from "./findBlockingFolder.ts";
import { initialiseData } from "./initialiseData.ts";
import { inspectServer } from "./inspectServer.ts";
import type { LaunchedServer } from "./launchServer.ts";
import { locateNativeFolder, readNativeFolder } from "./locateNativeFolder.ts";
import { prepareBinaries } from "./prepareBinaries.ts";
import type { ServerPlace } from "./ServerPlace.ts";
import type { ServerUser } from "./ServerUser.ts";
import { readPassword } from "./serverPassword.ts";
import { startServer } from "./startServer.ts";
import { removeAbandoned } from "./temporaryPath.ts";

const checkReach = Effect.fnUntraced(function* (path: string, user: ServerUser) {
  const blockedBy = yield* findBlockingFolder(path, user);
  if (blockedBy === undefined) return;
  return yield* new EmbeddedPostgresError({
    operation: "prepare",
    reason: { _tag: "FolderUnreachable", path, blockedBy, userId: user.uid },
  });
});

/**
 * Brings a server up from whatever is there: nothing, the rest of a killed start, or the data of a stopped or killed server.
 * Call it under the start lock; where a server runs by then it does nothing.
 *
 * Idempotent   yes, keyed by the data folder
 */
export const bringUpServer = Effect.fnUntraced(function* (
  options: ResolvedServerOptions,
  place: ServerPlace,
  deadline: number,
  onLaunched: (launched: LaunchedServer) => void,
) {
  const state = yield* inspectServer("start", place);
  if (state._tag === "Alive") return;
  for (const folder of new Set([place.controlFolder, place.storageFolder])) yield* removeAbandoned(folder);
  const user = yield* chooseServerUser(place.dataFolder);
  if (user !== undefined) yield* checkReach(place.storageFolder, user);
  const found = options.packageFolder === undefined ? locateNativeFolder() : readNativeFolder(options.packageFolder);
  const native = yield* prepareBinaries(yield* found, place, user);
  const { durable } = options;
  if (state._tag === "Absent") {
    const left = Math.max(0, deadline - (yield* Clock.currentTimeMillis));
    yield* initialiseData({ place, native, user, durable }).pipe(
      Effect.timeoutOrElse({
        duration: left,
        orElse: () =>
          Effect.fail(
            new EmbeddedPostgresError({
              operation: "initialise",
              reason: { _tag: "InitFailed", dataFolder: place.dataFolder, output: `it was not done after ${left} ms` },
            }),
          ),
      }),
    );
  }
  yield* checkDataVersion(place.dataFolder, native.majorVersion);
  yield* readPassword("start", place);
  yield* startServer({ place, native, user, durable, deadline, onLaunched });
});
