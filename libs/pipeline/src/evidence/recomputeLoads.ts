import { Database, type DatabaseError } from "@trialflow/database";
import { ctgovLegacyCsv, loads, rawCtgovLegacyCsv, rawCtgovLegacyCsvRows, rejects } from "@trialflow/schema";
import { type SQL, sql } from "drizzle-orm";
import { Effect } from "effect";

/** A record of raw whose cells are not those that its row hash was computed from. */
export interface AlteredRecord {
  readonly record_id: number;
  readonly nct_number: string | null;
  readonly load_id: number;
  readonly row_number: number;
  readonly line_number: number;
  readonly found: string;
  readonly expected: string;
}

/** What a load's rows give when their hashes are computed again. */
export interface RecomputedLoad {
  readonly load_id: number;
  readonly rows: number;
  readonly content_hash: string;
}

/** A record's row hash, from its cells: the rule by which `_row_hash` was computed when the file came in. */
const rowHash = sql`sha256(convert_to(array[${sql.join(
  ctgovLegacyCsv.columnNames
    .filter((name) => !ctgovLegacyCsv.columns[name].isVolatile)
    .map((name) => sql`${rawCtgovLegacyCsv[name]}`),
  sql`, `,
)}]::text, 'UTF8'))`;

const alteredRecords = sql`
select ${rawCtgovLegacyCsv._record_id}::float8 as record_id, ${rawCtgovLegacyCsv.nct_number} as nct_number,
       ${rawCtgovLegacyCsv._load_id}::float8 as load_id, ${rawCtgovLegacyCsv._row_number}::float8 as row_number,
       ${rawCtgovLegacyCsv._line_number}::float8 as line_number,
       encode(${rowHash}, 'hex') as found, encode(${rawCtgovLegacyCsv._row_hash}, 'hex') as expected
from ${rawCtgovLegacyCsv}
where ${rowHash} <> ${rawCtgovLegacyCsv._row_hash}
order by 1`;

/** `own`: what the load itself set aside, in its own run; decoding has rejects of the same rows. */
const recomputed = sql`
with record as materialized (
  select ${rawCtgovLegacyCsv._record_id} as record_id, encode(${rowHash}, 'hex') as row_hash from ${rawCtgovLegacyCsv}
), own as (
  select ${rejects.load_id} as load_id, ${rejects.row_number} as row_number, ${rejects.scope} as scope,
         ${rejects.reason_code} as reason_code, ${rejects.raw_text} as raw_text, ${rejects.raw_bytes} as raw_bytes
  from ${rejects}
  join ${loads} on ${loads.load_id} = ${rejects.load_id} and ${loads.run_id} = ${rejects.run_id}
  where ${rejects.scope} in ('file_row', 'record')
), hashed as (
  select ${rawCtgovLegacyCsvRows.load_id} as load_id, record.row_hash || coalesce(own.reason_code, '') as hash
  from ${rawCtgovLegacyCsvRows}
  join record on record.record_id = ${rawCtgovLegacyCsvRows.record_id}
  left join own on ${rawCtgovLegacyCsvRows.disposition} = 'rejected' and own.scope = 'record'
    and own.load_id = ${rawCtgovLegacyCsvRows.load_id} and own.row_number = ${rawCtgovLegacyCsvRows.row_number}
  union all
  select own.load_id, encode(sha256(coalesce(own.raw_bytes, convert_to(own.raw_text, 'UTF8'))), 'hex') || own.reason_code
  from own
  where own.scope = 'file_row'
)
select load_id::float8 as load_id, count(*)::float8 as rows,
       encode(sha256(convert_to(string_agg(hash, '' order by hash), 'UTF8')), 'hex') as content_hash
from hashed
group by load_id`;

const read = <Row>(operation: string, statement: SQL) =>
  Effect.flatMap(Database, (database) =>
    database.query(operation, (db) => db.execute<Row & Record<string, unknown>>(statement)),
  );

/**
 * Computes the row hash of every record from its cells, and from these the content hash of every load, as loading did.
 *
 * Reads   raw.ctgov_legacy_csv, raw.ctgov_legacy_csv_rows and ops.rejects, every row
 */
export const recomputeLoads: Effect.Effect<
  { readonly altered: ReadonlyArray<AlteredRecord>; readonly loads: ReadonlyArray<RecomputedLoad> },
  DatabaseError,
  Database
> = Effect.gen(function* () {
  const altered = yield* read<AlteredRecord>("evidence.altered_records", alteredRecords);
  const loads = yield* read<RecomputedLoad>("evidence.recompute_loads", recomputed);
  return { altered, loads };
});
