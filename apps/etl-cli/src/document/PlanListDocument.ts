import type { PlanList } from "@trialflow/pipeline";
import { Schema } from "effect";

const Count = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0));

/** A plan in a list. */
export const PlanListEntry = Schema.Struct({
  planId: Count,
  createdAt: Schema.String,
  osUser: Schema.String,
  files: Schema.Array(Schema.String),
  /** Over all of its files. */
  new: Count,
  changed: Count,
  vanished: Count,
  /** `open` can be applied, the others cannot: `because` says why. */
  state: Schema.Literals(["open", "applied", "stale", "gate_closed"]),
  because: Schema.NullOr(Schema.String),
  /** The run that applied it. */
  appliedBy: Schema.NullOr(Schema.String),
});
export type PlanListEntry = typeof PlanListEntry.Type;

/** The document that `plan list --json` prints. */
export const PlanListDocument = Schema.Struct({
  /** How many plans there are, listed or not. */
  total: Count,
  /** The newest first. */
  plans: Schema.Array(PlanListEntry),
});
export type PlanListDocument = typeof PlanListDocument.Type;

/** Makes the JSON document of a list of plans. */
export const describePlanList = ({ total, plans }: PlanList): PlanListDocument => ({
  total,
  plans: plans.map(({ plan, state, because, appliedBy }) => {
    const { loads } = plan.outcome;
    const sum = (name: "new" | "changed" | "vanished") => loads.reduce((all, load) => all + load[name], 0);
    return {
      planId: plan.plan_id,
      createdAt: plan.created_at.toISOString(),
      osUser: plan.os_user,
      files: plan.files.map(({ fileName }) => fileName),
      new: sum("new"),
      changed: sum("changed"),
      vanished: sum("vanished"),
      state,
      because,
      appliedBy,
    };
  }),
});
