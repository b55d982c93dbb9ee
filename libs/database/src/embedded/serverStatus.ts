import { Effect, Option } from "effect";
import { closeAdminConnection, openAdminConnection } from "./AdminConnection.ts";
import { readDataVersion } from "./checkDataVersion.ts";
import { findServerPlace } from "./findServerPlace.ts";
import { inspectServer } from "./inspectServer.ts";
import type { ServerPlace } from "./ServerPlace.ts";
import { findPassword } from "./serverPassword.ts";
import { countUsers } from "./usageLock.ts";

/** What can be said of the server of a home without starting it. */
export interface EmbeddedServerStatus {
  /** `absent`: there is no data yet. `unreachable`: it should take connections, and it does not take ours. */
  readonly state: "absent" | "stopped" | "starting" | "running" | "stopping" | "unreachable";
  readonly dataFolder: string;
  readonly logFile: string;
  /** The major version of PostgreSQL that made the data. */
  readonly dataVersion: number | undefined;
  readonly pid: number | undefined;
  readonly port: number | undefined;
  /** How many commands use the server; 0 for one that a killed command left behind. */
  readonly userCount: number | undefined;
}

const askForUsers = (place: ServerPlace, port: number) =>
  Effect.gen(function* () {
    const password = yield* findPassword("status", place);
    if (password === undefined) return undefined;
    return yield* Effect.acquireUseRelease(openAdminConnection(port, password), countUsers, closeAdminConnection);
  }).pipe(Effect.option, Effect.map(Option.getOrUndefined));

/**
 * Looks at the server of a home; starts and changes nothing.
 *
 * Errors   `FileFailed` where the home may not be read
 */
export const serverStatus = Effect.fn("database.serverStatus")(function* (home: string) {
  const place = yield* findServerPlace("status", home);
  const state = yield* inspectServer("status", place);
  const { dataFolder, logFile } = place;
  const dataVersion = yield* readDataVersion("status", dataFolder);
  const idle = { dataFolder, logFile, dataVersion, pid: undefined, port: undefined, userCount: undefined };
  if (state._tag === "Absent") return { ...idle, state: "absent" } as EmbeddedServerStatus;
  if (state._tag === "Stopped") return { ...idle, state: "stopped" } as EmbeddedServerStatus;
  const { port, phase } = state;
  const userCount = phase === "ready" && port !== undefined ? yield* askForUsers(place, port) : undefined;
  return {
    ...idle,
    state: phase !== "ready" ? phase : userCount === undefined ? "unreachable" : "running",
    pid: state.process.pid,
    port,
    userCount,
  } as EmbeddedServerStatus;
});
