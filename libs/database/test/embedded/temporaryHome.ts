import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Effect } from "effect";
import { onTestFinished } from "vitest";
import { stopServer } from "../../src/embedded/stopServer.ts";
import { type ListedProcess, processList } from "./processList.ts";

/** Makes a folder that every user may pass, and removes it when the test is finished. */
export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "trialflow-embedded-"));
  chmodSync(folder, 0o755);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

/** Names a home that does not exist yet; whatever server it has when the test is finished is stopped. */
export const temporaryHome = (name = ".trialflow"): string => {
  const home = join(temporaryFolder(), name);
  onTestFinished(async () => {
    await Effect.runPromise(Effect.ignore(stopServer(home, { force: true, stopTimeout: "5 seconds" })));
  });
  return home;
};

/** Lists the processes of servers whose data is below a folder. */
export const serverProcesses = (folder: string): ReadonlyArray<ListedProcess> =>
  processList().filter(({ command }) => command.includes(`-D ${folder}`));

/** Makes a folder of one mode. */
export const makeFolder = (path: string, mode: number): string => {
  mkdirSync(path, { recursive: true });
  chmodSync(path, mode);
  return path;
};
