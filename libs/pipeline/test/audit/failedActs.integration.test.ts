import { readEntries } from "@trialflow/database";
import { beforeAll, describe, expect, test } from "vitest";
import { createRelease, defaultSource, recordFailedAct, verifyEvidence } from "../../src/index.ts";
import { auditableError } from "../../src/ledger/recordFailure.ts";
import { csv, trials } from "../support/trialCsv.ts";
import { ask, failureOf, lastRun, writeInput } from "../support/warehouse.ts";
import { createTestPipeline, type TestPipeline } from "../testPipeline.ts";

let pipeline: TestPipeline;
beforeAll(async () => {
  pipeline = await createTestPipeline();
});

const newest = async () => (await pipeline.run(readEntries({ limit: 1 })))[0];

describe("the audit log tells of", () => {
  test("a file that is not there, as a failed acquisition", async () => {
    const failure = await failureOf(pipeline.ingest(["/nowhere/at-all.csv"]));
    expect(await newest()).toMatchObject({
      act: "acquire_failed",
      run_id: (await lastRun(pipeline))?.run_id,
      os_user: "tester",
      details: { status: "failed", error: failure.message },
      content_hash: null,
    });
  });

  test("a step that is not ready, by its own name", async () => {
    await failureOf(pipeline.ingest([], ["publish"]));
    expect(await newest()).toMatchObject({ act: "publish_failed", subject: defaultSource });
    await failureOf(pipeline.ingest([], ["transform"]));
    expect(await newest()).toMatchObject({ act: "transform_failed" });
  });

  test("a file that was refused while it was loaded, by the file's name, and keeps its cells to itself", async () => {
    const path = writeInput(pipeline, "refused.csv", csv(trials(3), { columns: ["rank", "nct_number", "title"] }));
    await failureOf(pipeline.ingest([path]));
    const entry = await newest();
    expect(entry).toMatchObject({ act: "load_failed", subject: "refused.csv" });
    expect(JSON.stringify(entry?.details)).not.toContain("standard care");
  });

  test("a run whose process ended without a word, once the next one has found it", async () => {
    await pipeline.ingest([writeInput(pipeline, "good.csv", csv(trials(20)))]);
    const run = await lastRun(pipeline);
    await ask(pipeline, `update ops.runs set status = 'running', finished_at = null where run_id = '${run?.run_id}'`);
    await pipeline.ingest([writeInput(pipeline, "good.csv", csv(trials(20)))]);
    const [entry] = await pipeline.run(readEntries({ act: "run_failed" }));
    expect(entry).toMatchObject({ run_id: run?.run_id, subject: "test", details: { status: "crashed" } });
  });

  test("a refused act of a person, with the reason that was given", async () => {
    const request = { name: "twice", source: defaultSource, reason: "to be sure" };
    await pipeline.run(createRelease(request));
    await expect(pipeline.run(createRelease(request))).rejects.toMatchObject({ reason: "ReleaseExists" });
    expect(await newest()).toMatchObject({ act: "release_failed", subject: "twice", reason: "to be sure" });
    await pipeline.run(
      recordFailedAct({ act: "waive_failed", subject: "a check", runId: null, error: "no reason given" }),
    );
    expect(await newest()).toMatchObject({ act: "waive_failed", details: { error: "no reason given" } });
  });

  test("all of it in one chain", async () => {
    expect((await pipeline.run(verifyEvidence([]))).findings).toEqual([]);
  });
});

test("a message is shortened, and what is secret in an address is left out", () => {
  expect(auditableError("x".repeat(2000))).toHaveLength(1000);
  expect(auditableError("postgres://etl:pass@word@db:5432/trials refuses")).toBe(
    "postgres://***@db:5432/trials refuses",
  );
  expect(auditableError("https://host/file?a=1&access_token=abc&X-Amz-Signature=def failed")).toBe(
    "https://host/file?a=1&access_token=***&X-Amz-Signature=*** failed",
  );
  expect(auditableError('Found 4 columns: "1", "NCT0", "A title", "". Expected 27.')).toBe(
    'Found 4 columns: "…". Expected 27.',
  );
  expect(auditableError("found 26 columns; expected 27")).toBe("found 26 columns; expected 27");
});
