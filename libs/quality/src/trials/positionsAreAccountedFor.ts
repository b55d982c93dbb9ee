import { rejects, stagingTrials as trials } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import type { Check, Grouping } from "../Check.ts";
import { customSql } from "../checks/customSql.ts";
import type { childTables } from "./childTables.ts";

/**
 * Asserts that a list's positions count from 1 without a gap. An entry that was set aside keeps its place: the ledger has
 * a reject for it, and its gap is none.
 */
export const positionsAreAccountedFor = ({ name, staged, field }: (typeof childTables)[number]): Check => {
  const grouping: Grouping = {
    by: staged.nct_id,
    checked: 1,
    failed: sql`(min(${staged.position}) <> 1 or max(${staged.position}) <> count(*))::int4`,
    // Of a list with a gap the ledger is asked.
    isSuspicion: true,
  };
  const trial = sql`expected.${sql.identifier(staged.nct_id.name)}`;
  const position = sql`expected.${sql.identifier(staged.position.name)}`;
  const expected = sql`select ${staged.nct_id}, generate_series(least(min(${staged.position}), 1), max(${staged.position})) as ${sql.identifier(staged.position.name)}
from ${staged} group by ${staged.nct_id} having min(${staged.position}) <> 1 or max(${staged.position}) <> count(*)`;
  const isStaged = sql`exists (select from ${staged} where ${staged.nct_id} = ${trial} and ${staged.position} = ${position})`;
  const isSetAside = sql`exists (select from ${rejects} join ${trials} on ${trials._record_id} = ${rejects.record_id}
    where ${trials.nct_id} = ${trial} and ${rejects.field} = ${field} and ${rejects.position} = ${position}
      and ${rejects.rule_version} = ${trials._rule_version})`;
  const check = customSql({
    name: `positions_of_${name}_are_dense`,
    severity: "error",
    description: `The ${name} of a trial count from 1 without a gap, but for entries that were set aside.`,
    table: staged,
    key: [staged.nct_id],
    failing: sql`select ${trial}, min(${position}) as first_wrong_position, count(*) as wrong_positions
from (${expected}) as expected where ${position} < 1 or not (${isStaged} or ${isSetAside}) group by ${trial}`,
  });
  // What was set aside of a record by the rules of its trial is as old as the trial's row.
  const parts = [[staged.nct_id, trials.nct_id]];
  return check.rule._tag === "RowSet" ? { ...check, rule: { ...check.rule, grouping, parts } } : check;
};
