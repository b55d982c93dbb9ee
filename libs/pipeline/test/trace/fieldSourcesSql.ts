import { ctgovLegacyCsv } from "@trialflow/schema";
import { traceFields } from "../../src/index.ts";

/** The rows that analytics.field_sources is to have: what the field policies say. */
export const expectedFieldSources = traceFields.flatMap(({ name, kind, table, sources, rule, onProblem, whenEmpty }) =>
  sources.map((source) => ({
    field: name,
    kind,
    relation: `analytics.${table}`,
    raw_column: source,
    raw_header: ctgovLegacyCsv.columns[source].header,
    rule,
    on_problem: onProblem,
    when_empty: whenEmpty,
  })),
);

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** The statement of the view with these rows, for a migration. */
export const fieldSourcesSql = (): string => {
  const names = Object.keys(expectedFieldSources[0] ?? {});
  const rows = expectedFieldSources.map((row) => `  (${Object.values(row).map(literal).join(", ")})`);
  return `CREATE OR REPLACE VIEW analytics.field_sources (${names.join(", ")}) AS VALUES\n${rows.join(",\n")};`;
};
