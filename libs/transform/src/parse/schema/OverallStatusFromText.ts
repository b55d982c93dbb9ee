import { OverallStatus } from "@trialflow/schema";
import { vocabularyCodec } from "./textCodec.ts";

/** Decodes a recruitment status: `Active, not recruiting`. */
export const OverallStatusFromText = vocabularyCodec(OverallStatus);
