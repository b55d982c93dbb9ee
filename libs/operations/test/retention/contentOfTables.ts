import type postgres from "postgres";

/** The content of every table of the database but the server's own, as a hash over its rows. */
export const contentOfTables = async (sql: postgres.Sql): Promise<Readonly<Record<string, string>>> => {
  const tables = await sql<Array<{ name: string }>>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname in ('raw', 'staging', 'analytics', 'ops', 'engine', 'migrations') order by 1`;
  const contents: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await sql.unsafe(
      `select count(*) || ' ' || md5(coalesce(string_agg(md5(t::text), '' order by md5(t::text)), '')) as content from ${name} t`,
    );
    contents[name] = row?.["content"] as string;
  }
  return contents;
};

/** The tables whose content differs. */
export const changedTables = (
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): ReadonlyArray<string> => Object.keys({ ...before, ...after }).filter((name) => before[name] !== after[name]);
