import { Database, type DatabaseError } from "@trialflow/database";
import { rawCtgovLegacyCsv, rejectStates, rejects } from "@trialflow/schema";
import { and, asc, eq, inArray, isNotNull, lte } from "drizzle-orm";
import { Array as Arr, Effect } from "effect";
import { decodeTrial } from "../decode/decodeTrial.ts";
import { RULE_VERSION } from "../decode/RULE_VERSION.ts";
import { pendingRecords } from "./pendingRecords.ts";
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

/** Records with earlier rejects are settled this many at a time. */
const batchSize = 1000;

/** Decodes records anew, by the record. */
const decodeAgain = (recordIds: ReadonlyArray<number>) =>
  Effect.gen(function* () {
    const database = yield* Database;
    const records = yield* database.query("stage.read_records", (db) =>
      db
        .select()
        .from(rawCtgovLegacyCsv)
        .where(inArray(rawCtgovLegacyCsv._record_id, [...recordIds])),
    );
    return new Map(records.map((record) => [record._record_id, decodeTrial(record, record._record_id).trial]));
  });

/**
 * Records what became of the earlier rejects of the pending records, which have just been read anew, in the current transaction. Earlier
 * ones are those up to the number `lastRejectId`.
 *
 * Reads       pending_records, ops.reject_states; raw.ctgov_legacy_csv for the values that are now read where none could be
 * Writes      ops.reject_outcomes
 * Idempotent  yes: what is settled stays so under the same rules
 */
export const settleRejects = (
  origin: { readonly runId: string; readonly at: Date },
  lastRejectId: number,
): Effect.Effect<void, DatabaseError, Database> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const earlier = yield* database.query("stage.find_earlier_rejects", (db) =>
      db
        .selectDistinct({ record_id: pendingRecords.record_id })
        .from(pendingRecords)
        .innerJoin(rejects, eq(rejects.record_id, pendingRecords.record_id))
        // What the load set aside by its own rules names no field, and decoding says nothing about it.
        .where(and(lte(rejects.reject_id, lastRejectId), isNotNull(rejects.field)))
        .orderBy(asc(pendingRecords.record_id)),
    );
    for (const batch of Arr.chunksOf(earlier, batchSize)) {
      const recordIds = batch.map(({ record_id }) => record_id);
      const states = yield* database.query("stage.read_rejects", (db) =>
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
          .where(and(inArray(rejectStates.record_id, recordIds), isNotNull(rejectStates.field)))
          .orderBy(asc(rejectStates.reject_id)),
      );
      const trials = yield* decodeAgain(recordIds);
      const readValue = ({ record_id, field, position }: State) =>
        valueText(trials.get(record_id ?? 0) ?? null, field, position);
      yield* recordOutcomes({ ...origin, ruleVersion: RULE_VERSION }, outcomesOf(states, RULE_VERSION, readValue));
    }
  });
