import { Database, type DatabaseError } from "@trialflow/database";
import { Effect } from "effect";
import { PipelineError } from "../errors.ts";
import { adviseUnknownTrial } from "./adviseUnknownTrial.ts";
import { choosePlace, type PlaceChoice } from "./choosePlace.ts";
import type { Rejected } from "./ledgerEntries.ts";
import { placesOfRecords, placesOfTrial, type RowPlace, rejectsNaming } from "./traceStatements.ts";

/** How many rows are read that only name a trial. */
const NAMING_LIMIT = 10;

/** Lists loads for a message, the newest first. */
const loadList = (places: ReadonlyArray<RowPlace>): string => {
  const ids = [...new Set(places.map(({ loadId }) => loadId))].sort((a, b) => b - a);
  return ids.length > 20 ? `${ids.slice(0, 20).join(", ")} and ${ids.length - 20} older ones` : ids.join(", ");
};

const unknownTrial = Effect.fnUntraced(function* (nctId: string) {
  const advice = yield* adviseUnknownTrial(nctId);
  return yield* new PipelineError({
    operation: "trace",
    reason: "UnknownTrial",
    isRetryable: false,
    message: `${nctId} is in no file that was loaded here, nor in the quarantine. ${advice}`,
  });
});

/** The row of a file to trace, or rows that could not be read and that name the trial. */
export type FoundRow =
  | (PlaceChoice & { readonly kind: "row"; readonly recordIds: ReadonlyArray<number> })
  | { readonly kind: "unreadable"; readonly rejected: readonly [Rejected, ...ReadonlyArray<Rejected>] };

/**
 * Finds the row of a file from which a trial is to be traced.
 *
 * Reads    raw by the trial's number; when no record has it, the texts of the quarantine
 * Errors   `UnknownTrial`, with advice; `NotInData` where the asked load has no row of the trial
 */
export const findRow = Effect.fnUntraced(function* (
  nctId: string,
  asked: { readonly loadId: number | null; readonly publishedRecordId: number | null },
): Effect.fn.Return<FoundRow, DatabaseError | PipelineError, Database> {
  const database = yield* Database;
  let places = yield* database.query("trace.places", (db) => placesOfTrial(db, nctId));
  if (places.length === 0) {
    const [first, ...others] = yield* database.query("trace.naming", (db) => rejectsNaming(db, nctId, NAMING_LIMIT));
    if (first === undefined) return yield* unknownTrial(nctId);
    const ids = [first, ...others].flatMap(({ reject }) => (reject.record_id === null ? [] : [reject.record_id]));
    if (ids.length === 0) return { kind: "unreadable", rejected: [first, ...others] };
    places = yield* database.query("trace.places", (db) => placesOfRecords(db, ids));
  }
  const choice = choosePlace(places, asked);
  if (choice === undefined) {
    return yield* new PipelineError({
      operation: "trace",
      reason: "NotInData",
      isRetryable: false,
      message: `${nctId} is not in load ${asked.loadId}. Loads that have it, the newest first: ${loadList(places)}.`,
    });
  }
  return { kind: "row", ...choice, recordIds: [...new Set(places.map(({ recordId }) => recordId))] };
});
