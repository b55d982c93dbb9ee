import { ctgovLegacyCsv } from "@trialflow/schema";
import { decodeTrial, parsePartialDate } from "@trialflow/transform";
import { Result } from "effect";
const columns = Object.keys(ctgovLegacyCsv.columns);
/** Decodes a record of which only some cells are known. */
export const readTrial = (cells) => {
    const row = Object.fromEntries(columns.map((column) => [column, cells[column] ?? null]));
    return decodeTrial(row, 1);
};
/** Reads a date as the registry writes it, or gives what is wrong with it. */
export const readDate = (text) => Result.match(parsePartialDate(text), {
    onSuccess: (found) => found,
    onFailure: ({ expected, reason }) => `${reason}: expected ${expected}`,
});
