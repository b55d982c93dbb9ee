import { DatabaseError } from "@trialflow/database";
import { OperationsError } from "@trialflow/operations";
import { Cause, Exit } from "effect";
import { expect, test } from "vitest";
import { exitCode } from "../src/exitCode.ts";
import { listenError } from "../src/ListenError.ts";

const failure = (reason: DatabaseError["reason"]) =>
  Exit.fail(
    new DatabaseError({ operation: "test", reason, sqlState: null, detail: "", remedy: "", isRetryable: false }),
  );

const schedules = new OperationsError({
  operation: "schedules.load",
  reason: "InvalidConfiguration",
  message: "",
  isRetryable: false,
});

const taken = listenError("127.0.0.1", 8080, { code: "EADDRINUSE" });

test.each([
  ["to end by itself", Exit.void, 0],
  ["to be told to stop", Exit.interrupt(1), 0],
  ["a failure while it was told to stop", Exit.failCause(Cause.combine(Cause.fail(taken), Cause.interrupt(1))), 1],
  ["a configuration of the database that cannot be used", failure("InvalidConfiguration"), 2],
  ["schedules that cannot be used", Exit.fail(schedules), 2],
  ["a database that cannot be reached at the start", failure("Unreachable"), 1],
  ["a place that is taken by another scheduler", failure("LockHeld"), 1],
  ["an address that cannot be had", Exit.fail(taken), 1],
  ["a mistake in the program", Exit.die(new Error("bug")), 1],
])("%s", (_, exit, code) => {
  expect(exitCode(exit)).toBe(code);
});
