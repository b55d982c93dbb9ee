import type { Database, DatabaseError } from "@trialflow/database";
import { Effect } from "effect";
import { decodeHere, type MakePageDecoder } from "./PageDecoder.ts";
import { stagePass } from "./stagePass.ts";

/** What to stage. */
export interface StageRequest {
  readonly runId: string;
  readonly loadId: number;
  /** Hears how many records have been decoded so far, and of how many. */
  readonly onRows: (rows: number, total: number) => Effect.Effect<void>;
  /** How many records are read at once; what comes out is the same for any number. */
  readonly pageSize?: number;
}

/** What staging did. */
export interface StageReport {
  /** Records that had to be decoded. */
  readonly records: number;
  readonly staged: number;
  /** Records set aside as a whole. */
  readonly rejectedRecords: number;
  /** Fields set aside; their records were staged without them. */
  readonly rejectedFields: number;
  /** Trials whose earlier rows were removed: changed or no longer in the load. */
  readonly outdated: number;
}

/**
 * Brings staging to what a load says, in the current transaction: decodes the records that staging does not have and removes
 * what the load does not have. Where an increment's record is set aside as a whole, a further pass brings the trial's earlier one back.
 *
 * `makeDecoder` says where records are decoded; without it in this thread. The order of the rows and the numbers of the rejects do not
 * depend on it.
 *
 * Reads       raw.ctgov_legacy_csv and its rows of the load, a page of records at a time
 * Writes      staging.trials and its child tables, ops.rejects, ops.reject_outcomes of earlier rejects of what it decodes anew
 * Idempotent  yes, keyed by record and rule version: a second call finds nothing to do
 */
export const stageLoad = <E = never>(
  request: StageRequest,
  makeDecoder: MakePageDecoder<E> = decodeHere,
): Effect.Effect<StageReport, DatabaseError | E, Database> =>
  Effect.gen(function* () {
    let last = yield* stagePass(request, makeDecoder);
    let sum = last;
    while (last.rejectedRecords > 0) {
      last = yield* stagePass(request, makeDecoder);
      sum = {
        records: sum.records + last.records,
        staged: sum.staged + last.staged,
        rejectedRecords: sum.rejectedRecords + last.rejectedRecords,
        rejectedFields: sum.rejectedFields + last.rejectedFields,
        outdated: sum.outdated + last.outdated,
      };
    }
    return sum;
  }).pipe(Effect.withSpan("transform.stageLoad"));
