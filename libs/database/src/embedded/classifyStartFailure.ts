/** Sorts why a server process ended before it was ready. */
export type StartFailure =
  /** Another program took the port: try another one. */
  | { readonly _tag: "PortTaken" }
  /** Processes of a server that was killed still hold its memory: wait for their end. */
  | { readonly _tag: "StillInUse" }
  /** Another process started the server first: use that one. */
  | { readonly _tag: "AlreadyRunning" }
  | { readonly _tag: "DiskFull"; readonly detail: string }
  | { readonly _tag: "Failed"; readonly detail: string };

const lastFatal = (log: string): string | undefined =>
  log
    .split("\n")
    .findLast((line) => /\b(FATAL|PANIC):/.test(line))
    ?.replace(/^.*?\b(?:FATAL|PANIC):\s*/, "");

/**
 * Sorts the log of a server that did not start.
 *
 * Source   PostgreSQL 18, the messages of miscinit.c (lock file), sysv_shmem.c (shared memory) and pqcomm.c (bind)
 */
export const classifyStartFailure = (log: string): StartFailure => {
  if (/lock file ".*" already exists|lock file ".*" is empty/.test(log)) return { _tag: "AlreadyRunning" };
  if (/pre-existing shared memory block .* is still in use/.test(log)) return { _tag: "StillInUse" };
  if (/could not bind|could not create any TCP\/IP sockets|Address already in use/.test(log)) {
    return { _tag: "PortTaken" };
  }
  const detail = lastFatal(log) ?? "it ended without a message";
  return /No space left on device|Disk quota exceeded/.test(log)
    ? { _tag: "DiskFull", detail }
    : { _tag: "Failed", detail };
};
