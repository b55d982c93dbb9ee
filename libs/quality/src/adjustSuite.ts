import type { CheckSeverity } from "@trialflow/schema";
import { Effect } from "effect";
import type { Tolerance } from "./Check.ts";
import { QualityError } from "./errors.ts";
import { UnknownCheck } from "./QualityReason.ts";
import { type Suite, suite } from "./suite.ts";

/** What may be changed of a check without changing what it asserts. */
export interface CheckAdjustment {
  readonly severity?: CheckSeverity;
  readonly tolerance?: Tolerance;
}

/**
 * Changes severity or tolerance of single checks by name, for an operator who has to live with what a registry says.
 *
 * Errors   `UnknownCheck` for a name that the suite does not have: a misspelt adjustment must not be lost
 */
export const adjustSuite = (
  original: Suite,
  adjustments: { readonly [checkName: string]: CheckAdjustment },
): Effect.Effect<Suite, QualityError> => {
  const names = new Set(original.checks.map((check) => check.name));
  const unknown = Object.keys(adjustments).filter((name) => !names.has(name));
  return unknown.length > 0
    ? Effect.fail(
        new QualityError({
          operation: "quality.adjustSuite",
          reason: new UnknownCheck({ suite: original.name, unknown, known: [...names] }),
        }),
      )
    : Effect.succeed(
        suite({ ...original, checks: original.checks.map((check) => ({ ...check, ...adjustments[check.name] })) }),
      );
};
