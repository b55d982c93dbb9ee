import { trialSuite } from "@trialflow/quality";
import type { SourceState } from "./sourceState.ts";

/** Names the check run whose verdict holds for what stands in staging: same data, same rules, the present suite. Null without one. */
export const standingCheckRun = (state: SourceState): string | null =>
  state.staged_load_id !== null &&
  state.checked_load_id === state.staged_load_id &&
  state.checked_rule_version === state.staged_rule_version &&
  state.checked_suite_version === trialSuite.version
    ? state.check_run_id
    : null;
