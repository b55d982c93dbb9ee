import { beforeAll, expect, test } from "vitest";
import { cloneDatabase } from "../support/cloneDatabase.ts";
import { contentOf } from "../support/contentOf.ts";
import { until, untilAlone } from "../support/sessions.ts";
import { csv, line, nctId, trial, trials } from "../support/trialCsv.ts";
import { startTrialflow } from "../support/trialflowCommand.ts";
import { ask, writeInput } from "../support/warehouse.ts";
import { createTestPipeline, type TestPipeline } from "../testPipeline.ts";
import { pretendOlderProgram } from "./quarantineOf.ts";

let prepared: TestPipeline;
beforeAll(async () => {
  prepared = await createTestPipeline();
  const rows = trials(40, (n) => (n === 3 ? { enrollment: "many" } : {}));
  await prepared.ingest([writeInput(prepared, "trials.csv", csv([...rows, "1,2,3"]))]);
  await pretendOlderProgram(prepared, nctId(5));
  await ask(
    prepared,
    `update ops.rejects set raw_text = '${line(trial(41))}', rule_version = 'older' where scope = 'file_row'`,
  );
});

const start = (url: string, args: ReadonlyArray<string>) =>
  startTrialflow(["rejects", ...args], { DATABASE_URL: url, TRIALFLOW_HOME: prepared.home });

/** Kills a command when it waits, deep in its work, for a table that somebody else holds; nothing of it may be left. */
test.each([
  ["replay, before its outcomes are written", ["replay"], "ops.reject_outcomes"],
  ["replay, before its entry in the audit log", ["replay"], "ops.audit_log"],
  ["waiver, before its entry in the audit log", ["waive", "1", "2", "--because", "known"], "ops.audit_log"],
])("a killed %s has done nothing, and running it again does all of it", async (_, args, table) => {
  const { url, connect } = await cloneDatabase(prepared.url);
  const undisturbed = await cloneDatabase(prepared.url);
  expect(await start(undisturbed.url, args).ended).toMatchObject({ code: 0 });
  const before = await contentOf({ connect });

  const holder = connect();
  const session = await holder.reserve();
  await session.unsafe(`begin; lock table ${table} in share row exclusive mode`);
  const command = start(url, args);
  await Promise.race([
    until(
      { connect },
      "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    ),
    command.ended.then((ended) => {
      throw new Error(`ended before it could be killed: ${ended.stderr}`);
    }),
  ]);
  command.kill();
  await command.ended;
  await session.unsafe("rollback");
  session.release();
  await holder.end();
  await untilAlone({ connect });
  expect(await contentOf({ connect })).toEqual(before);

  expect(await start(url, args).ended).toMatchObject({ code: 0 });
  expect(await contentOf({ connect })).toEqual(await contentOf(undisturbed));
});
