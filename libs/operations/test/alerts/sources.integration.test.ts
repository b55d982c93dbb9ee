import { randomUUID } from "node:crypto";
import { RunFailedError } from "@trialflow/pipeline";
import { Effect } from "effect";
import type postgres from "postgres";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Fire } from "../../src/index.ts";
import { createTestWarehouse, sampleRecords, type TestWarehouse } from "../metrics/support/testWarehouse.ts";
import { fireOf, scheduleOf } from "./support/fires.ts";
import { createWatchLedger, deadDatabase, type WatchLedger } from "./support/watchLedger.ts";

/** The source's own database, which is another one than the schedulers'. */
let warehouse: TestWarehouse;
let source: postgres.Sql;
let ledger: WatchLedger;
beforeAll(async () => {
  warehouse = await createTestWarehouse();
  source = warehouse.connect();
  ledger = await createWatchLedger(warehouse);
});
beforeEach(() => ledger.forget());
afterAll(async () => {
  await source.end();
  await ledger.sql.end();
});

const schedule = scheduleOf({ database: "other" });
const ended = (status: Fire["status"], runId: string | null, minutesAgo = 1) =>
  fireOf(status, 1, {
    runId,
    kind: "manual",
    startedAt: new Date(Date.now() - (minutesAgo + 5) * 60_000),
    finishedAt: new Date(Date.now() - minutesAgo * 60_000),
  });
const look = async (fire: Fire, schedules = [schedule]) => {
  await ledger.insertFire(fire);
  await (await ledger.watcher(ledger.watch(schedules))).look();
  return ledger.alerts();
};

test("a failure names the step, and a closed gate the checks, that the source's ledger has", async () => {
  await warehouse.ingest(warehouse.write("whole.csv", sampleRecords));
  const torn = await warehouse.ingest(warehouse.write("torn.csv", sampleRecords.slice(0, 60)));
  const [gate] = await look(ended("gate_failed", torn.runId, 9));
  const [failed] = await source<Array<{ names: Array<string> }>>`
    select array_agg(check_name order by check_name) as names
    from ops.check_results join ops.check_runs using (check_run_id) where run_id = ${torn.runId} and status = 'failed'`;
  expect(failed?.names.length).toBeGreaterThan(0);
  const told = gate?.details["checks"] as ReadonlyArray<{ readonly name: string }>;
  expect(told.map(({ name }) => name)).toEqual(failed?.names);
  for (const name of failed?.names ?? []) expect(gate?.message).toContain(name);

  await ledger.forget();
  const refused = await warehouse.ingest("/nowhere/at-all.csv").catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(RunFailedError);
  const [run] = await source<Array<{ run_id: string }>>`select run_id from ops.runs order by started_at desc limit 1`;
  expect(await look(ended("failed", run?.run_id ?? ""))).toMatchObject([
    { title: "nightly failed at the step acquire", details: { step: "acquire" } },
  ]);
});

test("the age of the data is that of the newest good run of the source, whoever began it", async () => {
  const schedules = [scheduleOf({ database: "other", sla: { freshness: "1 hour" } })];
  await source`update ops.runs set finished_at = now() - interval '3 hours', started_at = now() - interval '4 hours'`;
  await look(ended("cancelled", null), schedules);
  expect(await ledger.alerts()).toMatchObject([{ kind: "stale_data", severity: "critical", source: "ctgov-covid19" }]);
  await warehouse.ingest(warehouse.write("whole.csv", sampleRecords));
  expect(await look(ended("cancelled", null), schedules)).toMatchObject([
    { kind: "stale_data", resolved_at: expect.any(Date) },
    { kind: "recovered" },
  ]);
});

/** A published load of a run of its own. */
const insertLoad = async (fields: {
  rows: number;
  changed: number;
  rejects: number;
  loadMs: number;
  isPublished: boolean;
}) => {
  const runId = randomUUID();
  await source`
    insert into ops.runs (run_id, program, status, started_at, program_version, os_user, host, arguments)
    values (${runId}, 'run', 'succeeded', now(), 'test', 'ada', 'here', '{}')`;
  const [load] = await source<Array<{ load_id: number }>>`
    insert into ops.loads (load_id, run_id, source, format, format_version, origin, extent, uri, file_name, sha256, size_bytes, encoding,
      has_bom, line_ending, delimiter, headers, missing_columns, snapshot_at, content_hash, line_count, rows_read, rows_new, rows_changed,
      rows_unchanged, rows_duplicate, rows_rejected, rows_vanished, loaded_at, published_at)
    select coalesce(max(load_id), 0) + 1, ${runId}, 'ctgov-covid19', 'csv', '1', 'file', 'snapshot', 'file:a', 'a.csv',
      encode(sha256(${runId}), 'hex'), 1, 'utf-8', false, 'lf', ',', '{}', '{}', now(), encode(sha256(${runId}), 'hex'), ${fields.rows}, ${fields.rows},
      0, ${fields.changed}, ${fields.rows - fields.changed}, 0, 0, 0, clock_timestamp(), ${fields.isPublished ? new Date() : null}
    from ops.loads returning load_id`;
  const loadId = Number(load?.load_id);
  await source`
    insert into ops.steps (run_id, ordinal, name, status, started_at, duration_ms, rows_in, rows_out, rows_set_aside, details)
    values (${runId}, 1, 'load', 'succeeded', now(), ${fields.loadMs}, ${fields.rows}, ${fields.rows}, 0, ${source.json({ load_id: loadId })})`;
  await source`
    insert into ops.rejects (reject_id, run_id, load_id, scope, row_number, line_number, reason_code, detail, raw_text, is_raw_text_complete,
      rule_version, rejected_at)
    select coalesce((select max(reject_id) from ops.rejects), 0) + place, ${runId}, ${loadId}, 'file_row', place, place,
      'wrong_column_count', 'd', 'raw', true, '1', now()
    from generate_series(1, ${fields.rejects}::int) as place`;
  return { runId, loadId };
};

test("what is unusual by the source's own last 30 published loads is told with its figures", async () => {
  await source`delete from ops.publications`;
  await source`update ops.loads set origin = 'sample'`;
  for (let index = 0; index < 32; index++) {
    // The oldest two, and what was never published, would move what is usual.
    const isOld = index < 2;
    const rows = isOld ? 10_000_000 : 5000 + (index % 5) * 10;
    await insertLoad({
      rows,
      changed: 300 + (index % 7) * 4,
      rejects: 5 + (index % 3),
      loadMs: 4000 + index,
      isPublished: true,
    });
  }
  for (let index = 0; index < 20; index++) {
    await insertLoad({ rows: 9, changed: 9, rejects: 0, loadMs: 1, isPublished: false });
  }
  const usual = await insertLoad({ rows: 5015, changed: 310, rejects: 6, loadMs: 4400, isPublished: true });
  expect(await look(ended("succeeded", usual.runId, 9))).toEqual([]);
  const odd = await insertLoad({ rows: 2400, changed: 1500, rejects: 240, loadMs: 95_000, isPublished: true });
  const [alert] = await look(ended("succeeded", odd.runId, 6));
  expect(alert).toMatchObject({
    alert_key: `anomaly/${odd.runId}`,
    kind: "anomaly",
    resolved_at: null,
    details: {
      unusual: ["rows_read less", "rows_changed more", "load_seconds more", "reject_share more"],
      loads: [
        {
          load_id: odd.loadId,
          figures: [
            { found: 2400, median: 5020, history_count: 30 },
            { found: 1500 },
            { found: 95 },
            { found: 0.1, usual_to: expect.closeTo(0.0112, 3) },
          ],
        },
      ],
    },
  });
  const again = await insertLoad({ rows: 5010, changed: 305, rejects: 6, loadMs: 4300, isPublished: true });
  expect(await look(ended("succeeded", again.runId, 3))).toMatchObject([{ resolved_at: expect.any(Date) }]);
  // Samples are no measure for real data.
  await source`update ops.loads set origin = 'sample'`;
  const first = await insertLoad({ rows: 2400, changed: 1500, rejects: 240, loadMs: 95_000, isPublished: true });
  expect(await look(ended("succeeded", first.runId, 2))).toHaveLength(1);
});

test("a source whose database is gone keeps no failure secret, and is asked again", async () => {
  const fire = ended("failed", randomUUID());
  await ledger.insertFire(fire);
  const options = ledger.watch([schedule]);
  let isGone = true;
  let asked = 0;
  const { look: lookAgain } = await ledger.watcher({
    ...options,
    onSource: (database, effect) => {
      asked += 1;
      return isGone ? (Effect.provide(effect, deadDatabase) as never) : options.onSource(database, effect);
    },
  });
  await lookAgain();
  expect(await ledger.alerts()).toMatchObject([{ title: "nightly failed" }]);
  expect(ledger.lines.join("\n")).toContain("Cannot ask a source's database about alerts at the moment");
  isGone = false;
  await lookAgain();
  await lookAgain();
  expect(asked).toBe(2);
  expect(await ledger.alerts()).toHaveLength(1);
});
