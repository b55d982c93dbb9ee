import { type CtgovLegacyRow, ctgovLegacyCsv } from "@trialflow/schema";
import { type DecodeOutcome, decodeTrial, type PartialDate, parsePartialDate } from "@trialflow/transform";
import { Result } from "effect";

const columns = Object.keys(ctgovLegacyCsv.columns) as ReadonlyArray<keyof CtgovLegacyRow>;

/** Decodes a record of which only some cells are known. */
export const readTrial = (cells: Partial<CtgovLegacyRow>): DecodeOutcome => {
  const row = Object.fromEntries(columns.map((column) => [column, cells[column] ?? null])) as CtgovLegacyRow;
  return decodeTrial(row, 1);
};

/** Reads a date as the registry writes it, or gives what is wrong with it. */
export const readDate = (text: string): PartialDate | string =>
  Result.match(parsePartialDate(text), {
    onSuccess: (found) => found,
    onFailure: ({ expected, reason }) => `${reason}: expected ${expected}`,
  });
