import type { DatabaseInfo } from "@trialflow/database";
import type { PgTable } from "drizzle-orm/pg-core";
import { facet } from "../event/facet.ts";
import type { Facets, OutputDataset } from "../event/RunEvent.ts";
import { tableDataset } from "./tableDataset.ts";

/** What is known of a table that was written. */
export interface WrittenTable {
  readonly lineage: Facets;
  readonly rows: number | undefined;
  /** On disk. */
  readonly bytes: number | undefined;
}

/** Describes a table that was written: where its columns come from, its rows and its bytes. */
export const outputTable = (
  info: DatabaseInfo,
  table: PgTable,
  { lineage, rows, bytes }: WrittenTable,
): OutputDataset => {
  const { facets, ...dataset } = tableDataset(info, table);
  const statistics = {
    ...(rows === undefined ? {} : { rowCount: rows }),
    ...(bytes === undefined ? {} : { size: bytes }),
  };
  return {
    ...dataset,
    facets: { ...facets, ...lineage },
    outputFacets: Object.keys(statistics).length === 0 ? {} : facet("outputStatistics", statistics),
  };
};
