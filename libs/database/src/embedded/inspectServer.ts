import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Effect } from "effect";
import { attemptFile, errorCode } from "./attemptFile.ts";
import type { EmbeddedPostgresOperation } from "./EmbeddedPostgresError.ts";
import { findProcess, type LiveProcess } from "./findProcess.ts";
import { isPostmasterOf } from "./isPostmasterOf.ts";
import { parsePostmasterPid } from "./parsePostmasterPid.ts";
import type { ServerPlace } from "./ServerPlace.ts";

/** What the files and the process table say of a server, without asking it. */
export type ServerState =
  /** There is no data folder, or an empty one. */
  | { readonly _tag: "Absent" }
  /** No process serves the data; `isPidReused` means that `postmaster.pid` names a live process that is another program. */
  | { readonly _tag: "Stopped"; readonly isPidReused: boolean }
  | {
      readonly _tag: "Alive";
      readonly process: LiveProcess;
      readonly port: number | undefined;
      readonly phase: "starting" | "ready" | "stopping";
    };

const phaseOf = (status: string | undefined): "starting" | "ready" | "stopping" =>
  status === "ready" || status === "stopping" ? status : "starting";

/** Looks at the data folder and the process table; starts, stops and connects to nothing. */
export const inspectServer = Effect.fnUntraced(function* (operation: EmbeddedPostgresOperation, place: ServerPlace) {
  const { dataFolder } = place;
  const isEmpty = yield* attemptFile(operation, dataFolder, async () => {
    try {
      return (await readdir(dataFolder)).length === 0;
    } catch (error) {
      if (errorCode(error) === "ENOENT") return true;
      throw error;
    }
  });
  if (isEmpty) return { _tag: "Absent" } as ServerState;
  const file = join(dataFolder, "postmaster.pid");
  const text = yield* attemptFile(operation, file, () =>
    readFile(file, "utf8").catch((error) => {
      if (errorCode(error) === "ENOENT") return "";
      throw error;
    }),
  );
  const facts = parsePostmasterPid(text);
  const live = facts === undefined ? undefined : yield* findProcess(facts.pid);
  if (facts === undefined || live === undefined) return { _tag: "Stopped", isPidReused: false } as ServerState;
  if (!(yield* isPostmasterOf(live.pid, dataFolder))) return { _tag: "Stopped", isPidReused: true } as ServerState;
  return { _tag: "Alive", process: live, port: facts.port, phase: phaseOf(facts.status) } as ServerState;
});
