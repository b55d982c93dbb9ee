import { type Suite, suite } from "../suite.ts";
import { chronology } from "./chronology.ts";
import { consistency } from "./consistency.ts";
import { ledger } from "./ledger.ts";
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
 * Reads   staging, the published counterparts in analytics; of the load that is checked its rows in raw, its rejects, its row in ops.loads
 */
export const trialSuite: Suite = suite({
  name: "trials",
  version: "1.2.0",
  checks: [...snapshot, ...ledger, ...required, ...chronology, ...vocabulary, ...consistency, ...plausibility],
});
