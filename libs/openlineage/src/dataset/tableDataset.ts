import type { DatabaseInfo } from "@trialflow/database";
import { getTableConfig, type PgTable } from "drizzle-orm/pg-core";
import { facet } from "../event/facet.ts";
import type { Dataset } from "../event/RunEvent.ts";
import { qualifiedName } from "./tables.ts";

/**
 * Describes a table of the warehouse: its name, server, columns and their types.
 *
 * Source   OpenLineage naming conventions, PostgreSQL: `postgres://{host}:{port}`, `{database}.{schema}.{table}`
 */
export const tableDataset = ({ host, port, database }: DatabaseInfo, table: PgTable): Dataset => {
  const namespace = `postgres://${host}:${port}`;
  const fields = getTableConfig(table).columns.map((column, index) => ({
    name: column.name,
    type: column.getSQLType(),
    ordinal_position: index + 1,
  }));
  return {
    namespace,
    name: `${database}.${qualifiedName(table)}`,
    facets: {
      ...facet("dataSource", { name: namespace, uri: `${namespace}/${encodeURIComponent(database)}` }),
      ...facet("datasetType", { datasetType: "TABLE" }),
      ...facet("schema", { fields }),
    },
  };
};
