import { createHash } from "node:crypto";
import { PgDialect } from "drizzle-orm/pg-core";
import type { CheckContext } from "../Check.ts";
import { countOf } from "../compile/countOf.ts";
import { expressionsOf } from "../compile/expressionsOf.ts";
import { tableName } from "../compile/tableName.ts";
import type { Suite } from "../suite.ts";

const dialect = new PgDialect();

/**
 * Computes a SHA-256 over what the checks of a suite count, whatever they tolerate. Suites with the same definition count the same of the same rows.
 *
 * What a check counts of a single load, and what it measures, is left out: such a count is never taken over.
 */
export const definitionOf = ({ name, version, checks }: Suite): string => {
  const nothing: CheckContext = {
    now: new Date(0),
    runId: null,
    loadId: null,
    countOf,
  };
  const parts = checks.flatMap((check) => {
    const { rule } = check;
    if (rule._tag === "Measure" || (rule._tag === "RowSet" && rule.parts === undefined)) return [];
    const statements = expressionsOf(check, nothing).map((expression) => dialect.sqlToQuery(expression));
    return [
      [check.name, check.kind, tableName(check.table), statements.map(({ sql, params }) => [sql, params.map(String)])],
    ];
  });
  return createHash("sha256")
    .update(JSON.stringify([name, version, parts]))
    .digest("hex");
};
