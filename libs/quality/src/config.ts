import { Config, Schema } from "effect";
import { parseRejectLimits } from "./limits/RejectLimit.ts";

/**
 * The limits that an operator sets on rejects, by reason; none unless given.
 *
 * Errors   `ConfigError` that says what was found and what is expected
 */
export const rejectLimits = Config.schema(
  Schema.String.check(
    Schema.makeFilter((found: string) => {
      const parsed = found.trim() === "" ? [] : parseRejectLimits(found);
      return typeof parsed === "string" ? parsed : true;
    }),
  ),
  "TRIALFLOW_QUALITY_REJECT_LIMITS",
).pipe(
  Config.withDefault(""),
  Config.map((text) => {
    const parsed = text.trim() === "" ? [] : parseRejectLimits(text);
    return typeof parsed === "string" ? [] : parsed;
  }),
);
