export * from "./ctgovLegacyCsv.ts";
export * from "./ctgovLegacyCsvRows.ts";
