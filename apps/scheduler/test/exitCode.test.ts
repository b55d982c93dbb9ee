import { DatabaseError } from "@trialflow/database";
import { Exit } from "effect";
import { expect, test } from "vitest";
import { exitCode } from "../src/exitCode.ts";
import type { LastRun } from "../src/LastRun.ts";

const told = Exit.interrupt(1);
const ended = (status: LastRun["status"]): LastRun => ({ runId: null, status, finishedAt: "2026-01-01T00:00:00.000Z" });
const failure = (reason: DatabaseError["reason"]) =>
  Exit.fail(
    new DatabaseError({ operation: "test", reason, sqlState: null, detail: "", remedy: "", isRetryable: false }),
  );

test.each([
  ["to be told to stop before any run", told, null, 0],
  ["to be told to stop after a run that succeeded", told, ended("succeeded"), 0],
  ["to be told to stop after a run that failed by itself", told, ended("failed"), 0],
  ["to be told to stop so that a run had to be interrupted", told, ended("interrupted"), 130],
  ["a configuration that cannot be used", failure("InvalidConfiguration"), null, 2],
  ["a database that cannot be reached at the start", failure("Unreachable"), null, 1],
  ["a mistake in the program", Exit.die(new Error("bug")), null, 1],
])("%s", (_, exit, lastRun, code) => {
  expect(exitCode(exit, lastRun)).toBe(code);
});
