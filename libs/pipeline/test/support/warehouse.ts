import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type IngestFailure, RunFailedError } from "../../src/index.ts";
import { checksums, type TestPipeline } from "../testPipeline.ts";

/** Writes a file below the pipeline's home; its path. */
export const writeInput = (pipeline: TestPipeline, name: string, content: string | Uint8Array): string => {
  const path = join(pipeline.home, "files", name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
};

/** Reads rows behind the program's back. */
export const ask = async <Row extends object>(
  pipeline: Pick<TestPipeline, "connect">,
  statement: string,
): Promise<ReadonlyArray<Row>> => {
  const sql = pipeline.connect();
  try {
    return (await sql.unsafe(statement)).map((row) => ({ ...row }) as Row);
  } finally {
    await sql.end();
  }
};

/** Checksums of all tables but those that every run or failure writes: the ledger of runs and the audit log. */
export const dataOf = async (pipeline: TestPipeline): Promise<Readonly<Record<string, string>>> => {
  const { "ops.audit_log": _, ...data } = await checksums(pipeline);
  return data;
};

/** Of checksums, those of the tables that analysts see. */
export const analyticsIn = (sums: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(sums).filter(([table]) => table.startsWith("analytics.")));

const historyTables = new Set(["analytics.trial_records", "analytics.trial_versions", "analytics.trial_changes"]);

/** Of checksums, those of the tables that say what is so now: without the history, which only grows. */
export const currentIn = (sums: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(analyticsIn(sums)).filter(([table]) => !historyTables.has(table)));

/** Runs what has to fail; why it did. */
export const failureOf = async (run: Promise<unknown>): Promise<IngestFailure> => {
  const outcome = await run.then(
    (value) => ({ value }),
    (error: unknown) => error,
  );
  if (outcome instanceof RunFailedError) return outcome.failure;
  throw new Error(`expected a failed run, found ${JSON.stringify(outcome)}`, { cause: outcome });
};

/** What the ledger says of the newest run. */
export const lastRun = async (pipeline: TestPipeline) => {
  const [run] = await ask<{ run_id: string; status: string; error: string | null; has_ended: boolean }>(
    pipeline,
    `select run_id, status, error, finished_at is not null as has_ended from ops.runs order by started_at desc limit 1`,
  );
  return run;
};

/** A reject as the quarantine has it, without ids and times. */
export interface Quarantined {
  readonly scope: string;
  readonly nct_id: string | null;
  readonly row_number: number;
  readonly line_number: number;
  readonly field: string | null;
  readonly position: number | null;
  readonly reason_code: string;
  readonly detail: string;
  readonly raw_text: string;
  readonly raw_bytes: string | null;
  readonly is_raw_text_complete: boolean;
}

/** The quarantine of the source's present load, in the order of the file. */
export const quarantine = (pipeline: TestPipeline) =>
  ask<Quarantined>(
    pipeline,
    `select scope, nct_id, row_number::int, line_number::int, field, position, reason_code, detail, raw_text,
            encode(raw_bytes, 'hex') as raw_bytes, is_raw_text_complete
     from ops.rejects where load_id = (select loaded_load_id from ops.source_states) order by row_number, field, position`,
  );

/** The counts of the source's present load, and how many rows of its file stand in raw and in the quarantine. */
export const balance = async (pipeline: TestPipeline) => {
  const [row] = await ask<Record<string, number>>(
    pipeline,
    `select rows_read::int as read, rows_new::int as new, rows_changed::int as changed, rows_unchanged::int as unchanged,
            rows_duplicate::int as duplicate, rows_rejected::int as rejected, line_count::int as lines,
            (select count(*)::int from raw.ctgov_legacy_csv_rows where load_id = loads.load_id) as in_raw,
            (select count(*)::int from ops.rejects where load_id = loads.load_id and scope = 'file_row') as set_aside,
            (select count(*)::int from staging.trials) as staged, (select count(*)::int from analytics.trials) as published
     from ops.loads where load_id = (select loaded_load_id from ops.source_states)`,
  );
  return row;
};
