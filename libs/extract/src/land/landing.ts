import type { CopyTarget } from "@trialflow/database";
import { bytea, ctgovLegacyCsv, type DatabaseRoleName, raw, rawCtgovLegacyCsv } from "@trialflow/schema";
import { getTableColumns, getTableName, type SQL, sql } from "drizzle-orm";
import { bigint, boolean, type PgTextBuilderInitial, text, timestamp } from "drizzle-orm/pg-core";

type Cells = { [K in keyof typeof ctgovLegacyCsv.columns]: PgTextBuilderInitial<"", [string, ...string[]]> };

const cells = Object.fromEntries(ctgovLegacyCsv.columnNames.map((name) => [name, text()])) as Cells;

/** What a landed row has beside the columns of raw; dropped when the table becomes a partition of raw. */
const ownColumns = {
  disposition: text(),
  is_repeated: boolean(),
  reject_reason: text(),
  reject_detail: text(),
  raw_text: text(),
  raw_bytes: bytea(),
  is_raw_text_complete: boolean(),
};

/**
 * Receives a file's rows by COPY, good and set aside, before anything is decided; but not those that are settled, see `isSettled`. Made and either dropped or attached to raw within the
 * load's transaction, so nobody else ever sees it.
 *
 * Has raw's columns, filled as raw has them: `_record_id` is the number that the row gets if it brings a new version, in the order of the
 * file; of an unchanged row (the content that the file follows has its very version) it is that version's. `disposition` and `is_repeated` are
 * those of `Judgement`.
 * A row that the reader could not take has `reject_reason` and its raw text, no cells and an empty hash: none at all would have to be
 * looked for in every row when the table becomes a partition.
 */
export const landing = raw.table("landing", {
  _record_id: bigint({ mode: "number" }).notNull(),
  _load_id: bigint({ mode: "number" }).notNull(),
  _row_number: bigint({ mode: "number" }).notNull(),
  _line_number: bigint({ mode: "number" }).notNull(),
  _row_hash: bytea().notNull(),
  _extracted_at: timestamp({ withTimezone: true, mode: "date" }).notNull(),
  ...cells,
  ...ownColumns,
});

/** Names columns of the landing table for COPY. */
export const landingTarget = (columns: ReadonlyArray<string>): CopyTarget => ({
  schema: "raw",
  table: getTableName(landing),
  columns,
});

/** What all rows of a landing table say alike. */
export interface LandingDefaults {
  readonly loadId: number;
  readonly extractedAt: Date;
}

/**
 * A row is stored beside its cells' texts, compressed, only when it is longer than this, the most that a page takes. By default that begins at
 * 2,000 bytes, and compressing takes a fifth of the time of COPY to save a twelfth of the space.
 */
const INLINE_BYTES = 8160;

const column = (name: string): SQL => sql`${sql.identifier(name)}`;

/**
 * Creates the landing table.
 *
 * Never an unlogged one: when the postmaster is killed, a backend that ends by itself unlinks the init fork while the end of its
 * transaction is not yet in the log; the replay makes the fork again, finds the main fork in its way ("could not create file") and the
 * server never starts. With `wal_level = minimal` a table of the same transaction needs no log anyway.
 */
export const createLanding = ({ loadId, extractedAt }: LandingDefaults): ReadonlyArray<SQL> => {
  const { _load_id, _extracted_at } = landing;
  return [
    sql`create table ${landing} (like ${rawCtgovLegacyCsv} including constraints) with (toast_tuple_target = ${sql.raw(String(INLINE_BYTES))})`,
    sql`alter table ${landing}
      alter ${column(_load_id.name)} set default ${sql.raw(String(loadId))},
      alter ${column(_extracted_at.name)} set default ${sql.raw(`'${extractedAt.toISOString()}'`)},
      ${sql.join(
        Object.keys(ownColumns).map((name) => {
          const { [name as keyof typeof ownColumns]: added } = getTableColumns(landing);
          return sql`add ${column(name)} ${sql.raw(added.getSQLType())}`;
        }),
        sql`, `,
      )}`,
    sql`alter table ${landing} ${sql.join(
      ctgovLegacyCsv.columnNames.flatMap((name) =>
        name === "nct_number" ? [] : [sql`alter ${column(name)} set statistics 0`],
      ),
      sql`, `,
    )}`,
    sql`grant delete on ${landing} to ${loader}`,
  ];
};

const loader = sql.identifier("trialflow_loader" satisfies DatabaseRoleName);

/** Makes the landing table one that can be a partition of raw: without rows that are no new version, and with raw's columns alone. */
export const shapeAsVersions = (): ReadonlyArray<SQL> => {
  const { _load_id, _extracted_at } = landing;
  return [
    sql`revoke delete on ${landing} from ${loader}`,
    sql`alter table ${landing}
      alter ${column(_load_id.name)} drop default,
      alter ${column(_extracted_at.name)} drop default,
      ${sql.join(
        Object.keys(ownColumns).map((name) => sql`drop ${column(name)}`),
        sql`, `,
      )}`,
  ];
};

/** Drops the landing table, whose rows are where they belong. */
export const dropLanding = (): SQL => sql`drop table ${landing}`;
