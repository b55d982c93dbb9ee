import { Sex } from "@trialflow/schema";
import { vocabularyCodec } from "./textCodec.ts";

/** Decodes which sexes may take part: `All`. */
export const SexFromText = vocabularyCodec(Sex);
