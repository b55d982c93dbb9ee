export * from "./analytics/index.ts";
export { dateColumnNames } from "./columns/dateColumns.ts";
export { bytea } from "./columnTypes.ts";
export * from "./ops/index.ts";
export * from "./raw/index.ts";
export { analytics, ops, raw, staging } from "./schemas.ts";
export * from "./staging/index.ts";
