import type { DatabaseInfo } from "@trialflow/database";
import type { checkResults } from "@trialflow/schema";
import { facet } from "../event/facet.ts";
import type { Facets, InputDataset } from "../event/RunEvent.ts";
import { tableDataset } from "./tableDataset.ts";
import { declaredTables, qualifiedName } from "./tables.ts";

export type CheckResult = typeof checkResults.$inferSelect;

const expectedOf = ({ max_failed_count: count, max_failed_share: share }: CheckResult): string => {
  const limits = [
    ...(count === null ? [] : [`at most ${count} failed`]),
    ...(share === null ? [] : [`at most ${Number((share * 100).toPrecision(12))} % failed`]),
  ];
  return limits.length === 0 ? "none failed" : limits.join(", ");
};

/** A check in the words of OpenLineage; a broken rule whose failures are tolerated is a warning there, too. */
const assertion = (result: CheckResult) => ({
  assertion: result.kind,
  name: result.check_name,
  success: result.status === "passed",
  severity: result.status === "warned" ? "warn" : result.severity,
  description: result.description,
  expected: expectedOf(result),
  actual:
    result.observed === null
      ? `${result.failed_count} of ${result.checked_count} failed`
      : `${result.failed_count} of ${result.checked_count} failed, measured ${result.observed}`,
});

/** The results of the checks on one table, as a facet; none where nothing was checked. */
export const assertionsOn = (table: string, results: ReadonlyArray<CheckResult>): Facets => {
  const assertions = results.filter(({ table_name }) => table_name === table).map(assertion);
  return assertions.length === 0 ? {} : facet("dataQualityAssertions", { assertions });
};

/** Describes the tables that were checked, each with what its checks found. */
export const checkedDatasets = (
  info: DatabaseInfo,
  results: ReadonlyArray<CheckResult>,
): ReadonlyArray<InputDataset> => {
  const checked = new Set(results.map(({ table_name }) => table_name));
  return declaredTables
    .filter((table) => checked.has(qualifiedName(table)))
    .map((table) => ({ ...tableDataset(info, table), inputFacets: assertionsOn(qualifiedName(table), results) }));
};
