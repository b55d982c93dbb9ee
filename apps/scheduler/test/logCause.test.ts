import { DatabaseError } from "@trialflow/database";
import { EmptyFile, ExtractError } from "@trialflow/extract";
import { RunFailedError } from "@trialflow/pipeline";
import { DrizzleQueryError } from "drizzle-orm";
import { Cause, Effect, Logger } from "effect";
import { expect, test } from "vitest";
import { logCause } from "../src/logCause.ts";

const logged = async (cause: Cause.Cause<unknown>): Promise<ReadonlyArray<Record<string, unknown>>> => {
  const lines: Array<Record<string, unknown>> = [];
  const collect = Logger.map(Logger.formatJson, (line) => {
    lines.push(JSON.parse(line) as Record<string, unknown>);
  });
  await Effect.runPromise(logCause("It ended", cause).pipe(Effect.provide(Logger.layer([collect]))));
  return lines;
};

const lost = new DatabaseError({
  operation: "pipeline.load",
  reason: "ConnectionLost",
  sqlState: "57P01",
  detail: "terminating connection",
  remedy: "Run again.",
  isRetryable: true,
});

test("a failed run is logged by what failed it: error, reason, message, and whether trying again may help", async () => {
  const report = {
    runId: "r",
    status: "failed" as const,
    loads: [],
    steps: [],
    checks: null,
    published: null,
    rejects: [],
    vocabularyNews: [],
    durationMs: 1,
  };
  const [line] = await logged(Cause.fail(new RunFailedError({ report, failure: lost })));
  expect(line).toMatchObject({
    level: "ERROR",
    message: "It ended",
    annotations: {
      failure: {
        error: "DatabaseError",
        reason: "ConnectionLost",
        message: "pipeline.load: terminating connection (SQLSTATE 57P01). Run again.",
        isRetryable: true,
      },
    },
  });
});

test("a reason that is a tagged value is named by its tag", async () => {
  const reason = new EmptyFile({ path: "x.csv", sizeBytes: 0 });
  const [line] = await logged(Cause.fail(new ExtractError({ operation: "extract.readRows", reason })));
  expect(line).toMatchObject({ annotations: { failure: { error: "ExtractError", reason: "EmptyFile" } } });
});

test("a defect is logged with its place, without the parameters of a statement", async () => {
  const driver = new Error("duplicate key");
  const defect = new DrizzleQueryError("insert into t values ($1)", ["Jane Doe"], driver);
  const lines = await logged(Cause.die(defect));
  expect(JSON.stringify(lines)).not.toContain("Jane Doe");
  expect(lines).toMatchObject([{ annotations: { defect: { message: "Error: duplicate key" } } }]);
  expect(JSON.stringify(lines)).toContain("logCause.test.ts");
});

test("to be interrupted is nothing to log", async () => {
  expect(await logged(Cause.interrupt(1))).toEqual([]);
});
