import { currentRejects, type RejectStateName, type rejectScopes, rejectStates } from "@trialflow/schema";
import { type SQL, sql } from "drizzle-orm";
import type { SourceState } from "../ledger/sourceState.ts";

/** Which rejects; what is null does not narrow. */
export interface RejectFilter {
  readonly reason: string | null;
  readonly scope: (typeof rejectScopes)[number] | null;
  readonly field: string | null;
  readonly nctId: string | null;
  /** Those of one load; null: those of the present content. */
  readonly loadId: number | null;
  readonly state: RejectStateName | null;
}

/** Every reject of the present content. */
export const anyReject: RejectFilter = {
  reason: null,
  scope: null,
  field: null,
  nctId: null,
  loadId: null,
  state: null,
};

const found = (column: { readonly name: string }): SQL => sql`found.${sql.identifier(column.name)}`;

const equals = (column: { readonly name: string }, value: string | null): SQL =>
  value === null ? sql`` : sql` and ${found(column)} = ${value}`;

/** Selects rejects. Shape: the columns of `ops.reject_states`. */
export const selectRejects = (filter: RejectFilter, state: SourceState): SQL => {
  const from =
    filter.loadId === null
      ? currentRejects(state.loaded_load_id, state.staged_rule_version)
      : sql`select * from ${rejectStates} where ${rejectStates.load_id} = ${filter.loadId}::bigint`;
  return sql`select found.* from (${from}) as found where true${equals(rejectStates.reason_code, filter.reason)}${equals(
    rejectStates.scope,
    filter.scope,
  )}${equals(rejectStates.field, filter.field)}${equals(rejectStates.nct_id, filter.nctId)}${equals(
    rejectStates.state,
    filter.state,
  )}`;
};
