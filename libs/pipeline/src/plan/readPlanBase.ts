import { Database, type DatabaseError } from "@trialflow/database";
import { loadRuleVersion } from "@trialflow/extract";
import { loads, type PlanBase, publications, rejectOutcomes } from "@trialflow/schema";
import { RULE_VERSION } from "@trialflow/transform";
import { max } from "drizzle-orm";
import { type Config, Effect } from "effect";
import { readSourceState } from "../ledger/sourceState.ts";
import { suiteFor } from "../ledger/standingCheckRun.ts";

/** The parts of a plan's base in words, in the order in which a refusal names them. */
export const baseLabels: Readonly<Record<string, string>> = {
  newestLoadId: "the newest load",
  loadedLoadId: "the loaded content",
  stagedLoadId: "the staged content",
  stagedRuleVersion: "the rules by which staging was decoded",
  publishedLoadId: "the published content",
  publishedRuleVersion: "the rules by which it was published",
  newestPublicationId: "the newest publication",
  newestOutcomeId: "the newest decision about a reject",
  loadRuleVersion: "the program's rules for reading files",
  ruleVersion: "the program's rules for decoding",
  suiteVersion: "the checks and their limits",
};

/**
 * Reads what a plan stands on: a run gives the same as long as none of it moves.
 *
 * Reads   ops.source_states, ops.loads, ops.publications, ops.reject_outcomes; the versions of the program's rules and its limits
 */
export const readPlanBase = (source: string): Effect.Effect<PlanBase, DatabaseError | Config.ConfigError, Database> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const state = yield* readSourceState(source);
    const suite = yield* suiteFor(state);
    const newest = yield* database.query("plan.newest", async (db) => {
      const [load] = await db.select({ id: max(loads.load_id) }).from(loads);
      const [publication] = await db.select({ id: max(publications.publication_id) }).from(publications);
      const [outcome] = await db.select({ id: max(rejectOutcomes.outcome_id) }).from(rejectOutcomes);
      return { load, publication, outcome };
    });
    return {
      newestLoadId: newest.load?.id ?? null,
      loadedLoadId: state.loaded_load_id,
      stagedLoadId: state.staged_load_id,
      stagedRuleVersion: state.staged_rule_version,
      publishedLoadId: state.published_load_id,
      publishedRuleVersion: state.published_rule_version,
      newestPublicationId: newest.publication?.id ?? null,
      newestOutcomeId: newest.outcome?.id ?? null,
      loadRuleVersion,
      ruleVersion: RULE_VERSION,
      suiteVersion: suite.version,
    };
  });

/** Says of each part of a plan's base that has moved what it was and what it is. */
export const movedSince = (planned: PlanBase, present: PlanBase): ReadonlyArray<string> =>
  Object.entries(baseLabels).flatMap(([name, label]) => {
    const [then, now] = [planned[name] ?? null, present[name] ?? null];
    return then === now ? [] : [`${label} was ${then ?? "none"} and is ${now ?? "none"}`];
  });
