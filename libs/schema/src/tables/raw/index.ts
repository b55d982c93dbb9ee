export * from "./Blocks.ts";
export * from "./ctgovLegacyCsv.ts";
export * from "./ctgovLegacyCsvRows.ts";
