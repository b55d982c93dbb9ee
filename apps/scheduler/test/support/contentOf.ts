import type { TestLedger } from "./TestLedger.ts";

/** What tells how the work was done, not what came of it. */
const ledger = ["runs", "steps", "run_results", "audit_log", "schedule_fires", "schedule_states", "alerts"].map(
  (name) => `ops.${name}`,
);

/** Columns that differ from run to run although the same was done: times, and names that are drawn at random. */
const isIncidental = (column: string, type: string): boolean =>
  type === "timestamp with time zone" || ["run_id", "check_run_id", "duration_ms"].includes(column);

/**
 * Reads what stands in raw, staging, analytics and ops, one text per table, without what differs from run to run: two warehouses to which the
 * same was done, by however many schedulers, have the same content, ids and all.
 */
export const contentOf = async ({ sql }: Pick<TestLedger, "sql">): Promise<Readonly<Record<string, string>>> => {
  const columns = await sql<Array<{ table: string; column: string; type: string }>>`
    select format('%I.%I', c.table_schema, c.table_name) as table, c.column_name as column, c.data_type as type
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema in ('raw', 'staging', 'analytics', 'ops') and t.table_type = 'BASE TABLE'
    order by 1, c.ordinal_position`;
  const content: Record<string, string> = {};
  for (const table of new Set(columns.map((column) => column.table))) {
    if (ledger.includes(table)) continue;
    const kept = columns.filter((column) => column.table === table && !isIncidental(column.column, column.type));
    const [row] = await sql.unsafe(
      `select coalesce(string_agg(line, E'\n' order by line collate "C"), '') as content
       from (select row(${kept.map(({ column }) => `"${column}"`).join(", ")})::text as line from ${table}) as lines`,
    );
    content[table] = String(row?.["content"]);
  }
  const acts = await sql<Array<{ act: string }>>`
    select concat_ws(' ', act, subject, content_hash) as act from ops.audit_log
    where run_id is not null and act not like '%failed' order by entry_id`;
  content["acts"] = acts.map(({ act }) => act).join("\n");
  return content;
};
