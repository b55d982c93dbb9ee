export { bundledSample, bundledSamplePath } from "./bundledSample.ts";
export { type Column, columns, type Row } from "./columns.ts";
export { generateCsv } from "./generateCsv.ts";
export { type GenerateOptions, generateTrials } from "./generateTrials.ts";
export { readBody, readHeader } from "./scale/readRecords.ts";
export { type ScaleOptions, scaleCsv } from "./scale/scaleCsv.ts";
export { fieldValue, type RecordFields, splitFields } from "./scale/splitFields.ts";
