import { AgeRangeFromText, NctId, PartialDateFromText } from "@trialflow/transform";
import { Schema } from "effect";
/** One line of the monitors' own files, written in the registry's notations. */
export const SiteVisitLine = Schema.Struct({
    nctId: NctId,
    visited: PartialDateFromText,
    eligible: AgeRangeFromText,
});
