export { type CtgovLegacyRow, ctgovLegacyCsv } from "./ctgovLegacyCsv.ts";
export { type RawRow, type SourceColumn, type SourceFormat, sourceFormat } from "./SourceFormat.ts";
