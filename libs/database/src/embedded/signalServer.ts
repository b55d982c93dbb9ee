import { execFile } from "node:child_process";
import { join } from "node:path";
import { Effect } from "effect";
import { errorCode, fileError } from "./attemptFile.ts";
import { locateNativeFolder } from "./locateNativeFolder.ts";

const kill = (pid: number, signal: "SIGINT" | "SIGQUIT"): void => {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (errorCode(error) !== "ESRCH") throw error;
  }
};

/** Windows has no signals: the server listens on a pipe that `pg_ctl kill` writes to. */
const pgCtlKill = Effect.fnUntraced(function* (pid: number, signal: "SIGINT" | "SIGQUIT") {
  const native = yield* locateNativeFolder();
  const program = join(native.path, "bin", "pg_ctl.exe");
  yield* Effect.callback<void>((resume) => {
    execFile(program, ["kill", signal.slice("SIG".length), String(pid)], () => resume(Effect.void));
  });
});

/** Sends a signal to the server process; one that is gone already is no failure. */
export const signalServer = (pid: number, signal: "SIGINT" | "SIGQUIT") =>
  process.platform === "win32"
    ? pgCtlKill(pid, signal)
    : Effect.try({ try: () => kill(pid, signal), catch: (error) => fileError("stop", `process ${pid}`, error) });
