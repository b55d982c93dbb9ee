import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Database } from "@trialflow/database";
import { Sources } from "@trialflow/extract";
import { defaultSource, ingest, Program, type RunReport, waiveRejects } from "@trialflow/pipeline";
import { createTestDatabase, type TestDatabase } from "@trialflow/testing";
import { ConfigProvider, Effect, Layer } from "effect";
import { openTurnQueue } from "../../retention/testTurnQueue.ts";

/** A database of a test's own, the pipeline on it, and its ledger as plain SQL sees it. */
export interface TestWarehouse extends TestDatabase {
  readonly run: <A, E>(program: Effect.Effect<A, E, Database | Sources | Program>) => Promise<A>;
  readonly ingest: (file: string) => Promise<RunReport>;
  /** Writes a file of the header and these lines; its path. */
  readonly write: (name: string, lines: ReadonlyArray<string>) => string;
  readonly ask: <Row extends object>(statement: string) => Promise<ReadonlyArray<Row>>;
  /** The first column of the first row, as a number. */
  readonly count: (statement: string) => Promise<number>;
}

const sample = readFileSync(
  resolve(import.meta.dirname, "../../../../../data/sample/covid-19-trials-sample.csv"),
  "utf8",
);
const [header = "", ...records] = sample.trimEnd().split("\n");

/** The records of the bundled sample, a line each. */
export const sampleRecords: ReadonlyArray<string> = records;

export const createTestWarehouse = async (): Promise<TestWarehouse> => {
  const database = await createTestDatabase();
  const home = await mkdtemp(join(tmpdir(), "trialflow-metrics-"));
  const environment = {
    TRIALFLOW_HOME: home,
    TRIALFLOW_EXTRACT_OFFLINE: "true",
    TRIALFLOW_EXTRACT_INBOX: join(home, "inbox"),
  };
  const config = ConfigProvider.layer(ConfigProvider.fromEnvRecord(environment));
  const program = Layer.succeed(Program, { name: "test", version: "test", osUser: "tester", host: "here" });
  const layer = Layer.mergeAll(database.layer, Sources.layerConfig, program).pipe(Layer.provideMerge(config));
  const run: TestWarehouse["run"] = (effect) =>
    Effect.runPromise(effect.pipe(Effect.provide(layer as never)) as Effect.Effect<never>);
  const ask: TestWarehouse["ask"] = async (statement) => {
    const sql = database.connect();
    try {
      return (await sql.unsafe(statement)) as never;
    } finally {
      await sql.end();
    }
  };
  return {
    ...database,
    run,
    ask,
    ingest: (file) => run(ingest({ source: defaultSource, files: [file] })),
    write: (name, lines) => {
      const path = join(home, "files", name);
      mkdirSync(join(home, "files"), { recursive: true });
      writeFileSync(path, [header, ...lines].map((line) => `${line}\n`).join(""));
      return path;
    },
    count: async (statement) => Number(Object.values((await ask<Record<string, unknown>>(statement))[0] ?? {})[0]),
  };
};

/** The sample's records, some of them with a status that no registry has, and a torn line: what gives rejects. */
export const flawedRecords = (every: number): ReadonlyArray<string> => [
  ...records.map((record, index) =>
    index % every === 7 ? record.replace(/"(Recruiting|Completed)"/, '"Perhaps \\ ""later"""') : record,
  ),
  "501,only two cells",
];

/**
 * Makes a history in which everything that metrics tell of has happened: a load with rejects and a duplicate, one with changes and
 * vanished trials, one that changes nothing, a closed gate, a run that fails, a waiver, six fires and three alerts, two runs of the schedulers that nobody carries any more, and their turns.
 */
export const makeHistory = async (warehouse: TestWarehouse): Promise<void> => {
  const whole = warehouse.write("first.csv", [...flawedRecords(125), sampleRecords[3] ?? ""]);
  const second = warehouse.write("second.csv", [
    ...sampleRecords.slice(0, 470).map((record, index) => (index < 5 ? record.replace(/"All"/, '"Female"') : record)),
  ]);
  await warehouse.ingest(whole);
  await warehouse.ingest(second);
  await warehouse.ingest(second);
  const [reject] = await warehouse.ask<{ reject_id: string }>(
    "select reject_id from ops.rejects where field is not null order by reject_id limit 1",
  );
  const selection = { rejectIds: [Number(reject?.reject_id)], reason: null, loadId: null };
  await warehouse.run(waiveRejects(defaultSource, selection, "seen with the registry"));
  await warehouse.ingest(warehouse.write("torn.csv", sampleRecords.slice(0, 60)));
  await warehouse.ingest("/nowhere/at-all.csv").catch(() => {});
  await warehouse.ask(`
    insert into ops.schedule_fires (fire_id, schedule, source, kind, scheduled_at, status, attempts, resumed_count, created_at, started_at, finished_at)
    select gen_random_uuid(), 'nightly', '${defaultSource}', kind, now() - ago, status, attempts::jsonb, resumed, now() - ago,
           case when status in ('running', 'succeeded', 'failed') then now() - ago end, case when status in ('succeeded', 'failed') then now() end
    from (values
      ('tick', interval '3 days', 'succeeded', '[]', 0),
      ('tick', interval '2 days', 'failed', '[{"at":"x","step":null,"error":"e","isRetryable":true},{"at":"y","step":null,"error":"e","isRetryable":true}]', 2),
      ('catch_up', interval '1 day', 'skipped', '[]', 0),
      ('manual', interval '2 hours', 'running', '[]', 1),
      ('backfill', interval '90 minutes', 'queued', '[]', 0),
      ('backfill', interval '30 minutes', 'queued', '[]', 0)) as fires (kind, ago, status, attempts, resumed)`);
  await warehouse.ask(`
    insert into ops.alerts (alert_key, kind, severity, title, message, details, raised_at, resolved_at, deliveries) values
      ('run_failed/1', 'run_failed', 'critical', 't', 'm', '{}', now(), null, '[{"target":"team","at":"x","attempts":3,"error":"refused"}]'),
      ('run_failed/0', 'run_failed', 'critical', 't', 'm', '{}', now() - interval '1 day', now(), '[{"target":"team","at":"x","attempts":1,"error":null}]'),
      ('recovered/0', 'recovered', 'info', 't', 'm', '{}', now(), null, '[]')`);
  // Durations that equal the bound of a bucket, and rejects whose last outcome is not their first.
  await warehouse.ask(
    "update ops.steps set duration_ms = case name when 'check' then 500 when 'load' then 2500 else duration_ms end",
  );
  await warehouse.ask(`
    insert into ops.reject_outcomes (outcome_id, reject_id, outcome, run_id, rule_version, os_user, database_role, occurred_at)
    select 1000 + row_number() over (), reject_id, outcome, run_id, rule_version, 'me', 'me', now()
    from (select *, row_number() over (order by reject_id) as number from ops.rejects where reject_id not in (select reject_id from ops.reject_outcomes) order by reject_id limit 2) as chosen,
      unnest(case when number = 2 then array['resolved', 'reopened'] else array['resolved'] end) with ordinality as acts (outcome, place)
    order by reject_id, place`);
  await warehouse.ask(`
    insert into ops.runs (run_id, program, status, started_at, program_version, os_user, host, arguments, source, carrier, heartbeat_at)
    select gen_random_uuid(), 'scheduler', 'running', now() - interval '2 hours', '1', 'me', 'here', '{}', '${defaultSource}', carrier, now() - silence
    from (values ('engine', interval '10 minutes'), ('engine', interval '5 minutes'), ('process', null)) as carried (carrier, silence)`);
  const queue = await openTurnQueue(warehouse.url);
  for (const turn of [0, 1, 2, 3, 4, 5]) await queue.offer({ run: { runId: "a" }, turn });
  await queue.take("end");
  await queue.take("fail");
  await queue.close();
  // The third is held (for longer than any test takes), the fourth was held by somebody who died, the fifth and sixth wait.
  await warehouse.ask(`
    update engine.turn_queue set
      acquired_at = now() at time zone 'UTC' + case right(id, 1) when '2' then interval '1 hour' when '3' then interval '-1 minute' end,
      visible_at = now() at time zone 'UTC' - case right(id, 1) when '2' then interval '3 hours' when '4' then interval '20 minutes' else interval '0' end
    where state = 'pending'`);
  await warehouse.ask(
    "insert into ops.schedule_states (schedule, paused_at, paused_by, pause_reason) values ('nightly', now(), 'me', 'upgrade'), ('other', null, null, null)",
  );
};
