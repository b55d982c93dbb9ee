import { Database, type DatabaseError } from "@trialflow/database";
import { rejectStates } from "@trialflow/schema";
import { and, asc, inArray, isNotNull } from "drizzle-orm";
import { Effect } from "effect";
import type { DecodedTrial } from "../decode/DecodedTrial.ts";
import { RULE_VERSION } from "../decode/RULE_VERSION.ts";
import { type RejectOutcome, recordOutcomes } from "./recordOutcomes.ts";
import { valueText } from "./valueText.ts";

type State = Pick<
  typeof rejectStates.$inferSelect,
  "reject_id" | "state" | "record_id" | "field" | "position" | "reason_code" | "rule_version" | "because"
>;

const placeOf = ({ record_id, field, position, reason_code }: State): string =>
  JSON.stringify([record_id, field, position, reason_code]);

/**
 * Decides what the rejects of records are now that these were read by the rules `ruleVersion`: a reject of these rules stands, of several
 * the newest; any other one was found again as that one, or is resolved. Equal rules find equal rejects, so no reject of these rules is
 * ever resolved by them. A waiver goes over to the reject that stands in the place of the waived one.
 *
 * `rejects` are all rejects of the records, the oldest first.
 */
export const outcomesOf = (
  rejects: ReadonlyArray<State>,
  ruleVersion: string,
  readValue: (reject: State) => string | null,
): ReadonlyArray<RejectOutcome> => {
  const standing = new Map(
    rejects.filter(({ rule_version }) => rule_version === ruleVersion).map((reject) => [placeOf(reject), reject]),
  );
  const carried = new Set<number>();
  return rejects.flatMap((reject): ReadonlyArray<RejectOutcome> => {
    const { reject_id, state } = reject;
    const successor = standing.get(placeOf(reject));
    const isSettled = state === "resolved" || state === "superseded";
    if (successor === reject) return isSettled ? [{ reject_id, outcome: "reopened" }] : [];
    if (isSettled) return [];
    if (successor === undefined) return [{ reject_id, outcome: "resolved", value_text: readValue(reject) }];
    const again: RejectOutcome = { reject_id, outcome: "rejected_again", new_reject_id: successor.reject_id };
    if (state !== "waived" || successor.state === "waived" || carried.has(successor.reject_id)) return [again];
    carried.add(successor.reject_id);
    return [again, { reject_id: successor.reject_id, outcome: "waived", because: reject.because }];
  });
};

/**
 * Records what became of the earlier rejects of records that have just been read anew, in the current transaction.
 *
 * Reads       ops.reject_states
 * Writes      ops.reject_outcomes
 * Idempotent  yes: what is settled stays so under the same rules
 */
export const settleRejects = (
  origin: { readonly runId: string; readonly at: Date },
  records: ReadonlyMap<number, DecodedTrial | null>,
): Effect.Effect<void, DatabaseError, Database> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const rejects = yield* database.query("stage.read_rejects", (db) =>
      db
        .select({
          reject_id: rejectStates.reject_id,
          state: rejectStates.state,
          record_id: rejectStates.record_id,
          field: rejectStates.field,
          position: rejectStates.position,
          reason_code: rejectStates.reason_code,
          rule_version: rejectStates.rule_version,
          because: rejectStates.because,
        })
        .from(rejectStates)
        // What the load set aside by its own rules names no field, and decoding says nothing about it.
        .where(and(inArray(rejectStates.record_id, [...records.keys()]), isNotNull(rejectStates.field)))
        .orderBy(asc(rejectStates.reject_id)),
    );
    const readValue = ({ record_id, field, position }: State) =>
      valueText(records.get(record_id ?? 0) ?? null, field, position);
    yield* recordOutcomes({ ...origin, ruleVersion: RULE_VERSION }, outcomesOf(rejects, RULE_VERSION, readValue));
  });
