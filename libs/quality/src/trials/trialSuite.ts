import { type Suite, suite } from "../suite.ts";
import { chronology } from "./chronology.ts";
import { consistency } from "./consistency.ts";
import { plausibility } from "./plausibility.ts";
import { required } from "./required.ts";
import { snapshot } from "./snapshot.ts";
import { vocabulary } from "./vocabulary.ts";

/**
 * Declares what staged trials must fulfil before they are published.
 *
 * Severity error is reserved for what no real export does and what would mislead analysts; everything that real exports
 * do is a warning. Raise the version whenever a rule is added, removed or changes its meaning.
 *
 * Reads   staging, the published counterparts in analytics, ops.loads and ops.reject_states
 */
export const trialSuite: Suite = suite({
  name: "trials",
  version: "1.1.0",
  checks: [...snapshot, ...required, ...chronology, ...vocabulary, ...consistency, ...plausibility],
});
