import { expect } from "vitest";
import type { IngestFailure, RunReport } from "../../src/index.ts";
import { auditableError } from "../../src/ledger/recordFailure.ts";
import type { TestPipeline } from "../testPipeline.ts";
import { csv, trials } from "./trialCsv.ts";
import { ask, dataOf, failureOf, lastRun, writeInput } from "./warehouse.ts";

const generations = new WeakMap<TestPipeline, number>();

/** Publishes a file of 20 trials without fault; each time another one of the trials' titles is new. */
export const publishGoodFile = async (pipeline: TestPipeline): Promise<RunReport> => {
  const generation = (generations.get(pipeline) ?? 0) + 1;
  generations.set(pipeline, generation);
  const title = `Generation ${generation}`;
  const rows = trials(20, (number) => (number === 7 ? { title } : {}));
  const report = await pipeline.ingest([writeInput(pipeline, "good.csv", csv(rows))]);
  expect(report).toMatchObject({ status: "succeeded", published: { trials: 20 } });
  expect(await ask(pipeline, "select brief_title from analytics.trials where brief_title like 'Generation%'")).toEqual([
    { brief_title: title },
  ]);
  return report;
};

/**
 * Runs what has to fail and gives the failure. Sees that no table but the ledger of runs and the audit log has changed, that
 * both tell what happened, and that the next good file is published.
 */
export const expectRefusal = async (pipeline: TestPipeline, run: () => Promise<unknown>): Promise<IngestFailure> => {
  const before = await dataOf(pipeline);
  const [acts] = await ask<{ count: number }>(pipeline, "select count(*)::int from ops.audit_log");
  const failure = await failureOf(run());
  expect(await dataOf(pipeline)).toEqual(before);
  const ended = await lastRun(pipeline);
  expect(ended).toMatchObject({ status: "failed", has_ended: true, error: failure.message });
  expect(
    await ask(
      pipeline,
      `select act, run_id, details->>'error' as error from ops.audit_log where entry_id > ${acts?.count}`,
    ),
  ).toEqual([
    {
      act: expect.stringMatching(/^(acquire|load|publish)_failed$/),
      run_id: ended?.run_id,
      error: auditableError(failure.message),
    },
  ]);
  expect((await publishGoodFile(pipeline)).loads).toMatchObject([{ new: 0, changed: 1, unchanged: 19, vanished: 0 }]);
  return failure;
};
