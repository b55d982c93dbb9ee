import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** A live process. */
export interface ListedProcess {
  readonly pid: number;
  readonly uid: number;
  readonly command: string;
}

const readProc = (pid: number): ReadonlyArray<ListedProcess> => {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
    const uid = Number(/^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
    // A process that has ended and was not collected yet has no command line.
    return command === "" ? [] : [{ pid, uid, command }];
  } catch {
    return [];
  }
};

const askPs = (): ReadonlyArray<ListedProcess> =>
  execFileSync("ps", ["-ww", "-axo", "pid=,uid=,args="], { encoding: "utf8" })
    .split("\n")
    .flatMap((line) => {
      const [, pid, uid, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
      return command === undefined ? [] : [{ pid: Number(pid), uid: Number(uid), command }];
    });

/** Lists the live processes with their whole command lines, as any user of the machine sees them. */
export const processList = (): ReadonlyArray<ListedProcess> =>
  process.platform === "linux"
    ? readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? readProc(Number(name)) : []))
    : askPs();
