import { Schema } from "effect";
import { formatStudyResults, parseStudyResults } from "../parseStudyResults.ts";
import { textCodec } from "./textCodec.ts";

/** Decodes whether results are posted: `Has Results`. */
export const StudyResultsFromText = textCodec(Schema.Boolean, parseStudyResults, formatStudyResults);
