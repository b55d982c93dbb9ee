import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { performance } from "node:perf_hooks";

const pattern = /^\.copy-(?<host>.+)-(?<pid>\d+)-[0-9a-f-]{36}$/;

const thisHost = (): string => hostname().replace(/[^A-Za-z0-9.]/g, "_");

/** A day in milliseconds: an unfinished copy that nobody wrote to for so long belongs to a killed run. */
const DAY_MS = 86_400_000;

/** Names a new unfinished copy after the host and the process that write it, so that others can tell when it is orphaned. */
export const temporaryCopyName = (): string => `.copy-${thisHost()}-${process.pid}-${randomUUID()}`;

/**
 * Tells whether a name in the archive is an unfinished copy of a run that no longer lives.
 *
 * The process id counts only on the host that wrote it: on a shared volume, another container's process is not visible here.
 * Our own id on a file older than this process is a former process that had the same id (usual in containers).
 */
export const isOrphanedCopy = (name: string, modifiedAtMs: number, nowMs: number): boolean => {
  const parts = pattern.exec(name)?.groups;
  if (parts === undefined) return false;
  if (nowMs - modifiedAtMs > DAY_MS) return true;
  if (parts["host"] !== thisHost()) return false;
  const pid = Number(parts["pid"]);
  return pid === process.pid ? modifiedAtMs < performance.timeOrigin : !isAlive(pid);
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    // EPERM: it lives and belongs to another user.
    return cause instanceof Error && "code" in cause && cause.code === "EPERM";
  }
};
