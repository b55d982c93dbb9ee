import { getTableConfig } from "drizzle-orm/pg-core";
import type { DecodedTrial } from "../decode/DecodedTrial.ts";
import { fieldPolicies } from "../decode/fieldPolicies.ts";
import { stagedChildTables } from "./stagedTables.ts";

type ListName = keyof typeof stagedChildTables;

const lists = new Map(
  Object.entries(stagedChildTables).map(([list, table]) => [getTableConfig(table).name, list as ListName]),
);

/** What an entry says, without its keys. */
const entryText = ({ nct_id: _, position: __, id: ___, ...said }: Record<string, unknown>): string =>
  JSON.stringify(said);

/**
 * Writes the value that a field, or an entry of its list, has in a decoded trial: one value as it is, several as a JSON object.
 * Null where there is none.
 */
export const valueText = (trial: DecodedTrial | null, field: string | null, position: number | null): string | null => {
  const policy = Object.entries(fieldPolicies).find(([name]) => name === field)?.[1];
  if (trial === null || policy === undefined) return null;
  const list = lists.get(policy.fills[0] ?? "");
  if (list !== undefined) {
    const entries: ReadonlyArray<{ readonly position: number }> = trial[list];
    const said = entries.filter((entry) => position === null || entry.position === position);
    return said.length === 0 ? null : said.map((entry) => entryText({ ...entry })).join(", ");
  }
  const values = policy.fills.flatMap((name) => {
    const value = (trial.trial as Readonly<Record<string, unknown>>)[name];
    return value === null || value === undefined ? [] : [[name, value] as const];
  });
  const [only] = values;
  if (only === undefined) return null;
  return values.length === 1 ? String(only[1]) : JSON.stringify(Object.fromEntries(values));
};
