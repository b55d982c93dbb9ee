import { expect, test } from "vitest";
import { classifyStartFailure } from "../../src/embedded/classifyStartFailure.ts";

const line = (text: string): string => `2026-11-23 08:45:20.677 UTC [14671] ${text}`;

test.each([
  ["PortTaken", 'LOG:  could not bind IPv4 address "127.0.0.1": Address already in use'],
  ["PortTaken", "FATAL:  could not create any TCP/IP sockets"],
  ["StillInUse", "FATAL:  pre-existing shared memory block (key 131090, ID 7) is still in use"],
  ["AlreadyRunning", 'FATAL:  lock file "postmaster.pid" already exists'],
  ["DiskFull", 'FATAL:  could not write lock file "postmaster.pid": No space left on device'],
  ["DiskFull", 'PANIC:  could not write to file "pg_wal/xlogtemp.29": Disk quota exceeded'],
  ["Failed", 'FATAL:  could not access file "no_such_library": No such file or directory'],
])("it is %s when the log says %s", (tag, text) => {
  expect(classifyStartFailure([line("LOG:  starting PostgreSQL 18.4"), line(text)].join("\n"))._tag).toBe(tag);
});

test("the last fatal message is the detail, without its time and process", () => {
  const log = [line("FATAL:  first"), line("FATAL:  second"), line("LOG:  database system is shut down")].join("\n");
  expect(classifyStartFailure(log)).toEqual({ _tag: "Failed", detail: "second" });
});

test("a server that wrote nothing is told as that", () => {
  expect(classifyStartFailure("")).toEqual({ _tag: "Failed", detail: "it ended without a message" });
});
