import { limitedSuite, rejectLimits, type Suite, trialSuite } from "@trialflow/quality";
import { Effect } from "effect";
import type { SourceState } from "./sourceState.ts";

/** The suite for what stands in staging: the trial suite and the limits that the configuration sets on rejects. */
export const suiteFor = (state: SourceState) =>
  Effect.map(
    rejectLimits,
    (limits): Suite =>
      limitedSuite(trialSuite, limits, { loadId: state.staged_load_id ?? 0, ruleVersion: state.staged_rule_version }),
  );

/** Names the check run whose verdict holds for what stands in staging: same data, same rules, the present suite. Null without one. */
export const standingCheckRun = (state: SourceState, suite: Suite): string | null =>
  state.staged_load_id !== null &&
  state.checked_load_id === state.staged_load_id &&
  state.checked_rule_version === state.staged_rule_version &&
  state.checked_suite_version === suite.version
    ? state.check_run_id
    : null;

/**
 * Names the check run whose verdict let in what is published, when nothing was checked since, and staging was decoded by the same rules: same suite, same
 * version. Null without one.
 */
export const publishedCheckRun = (state: SourceState, suite: Suite): string | null =>
  state.published_load_id !== null &&
  state.checked_load_id === state.published_load_id &&
  state.checked_rule_version === state.published_rule_version &&
  state.staged_rule_version === state.published_rule_version &&
  state.checked_suite_version === suite.version
    ? state.check_run_id
    : null;
