import { Database, type DatabaseError } from "@trialflow/database";
import { rejectStates } from "@trialflow/schema";
import { inArray } from "drizzle-orm";
import { Effect } from "effect";
import { PipelineError } from "../errors.ts";
import { closestNames } from "../trace/closestNames.ts";
import { type RejectEntry, rejectEntry } from "./RejectEntry.ts";
import { anyReject } from "./RejectFilter.ts";
import { readRejects } from "./readRejects.ts";
import { readRejectWords } from "./rejectWords.ts";

/** Which rejects an act is about: by number, or those of a reason or a load, or all of the present content. */
export interface RejectSelection {
  readonly rejectIds: ReadonlyArray<number>;
  readonly reason: string | null;
  readonly loadId: number | null;
}

/** Says a selection in words, for the audit log. */
export const describeSelection = ({ rejectIds, reason, loadId }: RejectSelection): string => {
  if (rejectIds.length > 0) return `rejects ${rejectIds.join(", ")}`;
  const parts = [
    ...(reason === null ? [] : [`of reason ${reason}`]),
    ...(loadId === null ? [] : [`of load ${loadId}`]),
  ];
  return parts.length === 0 ? "all rejects of the present content" : `rejects ${parts.join(" ")}`;
};

const unknownReject = (operation: string, message: string) =>
  Effect.fail(new PipelineError({ operation, reason: "UnknownReject", message, isRetryable: false }));

const readByNumber = (operation: string, ids: ReadonlyArray<number>) =>
  Effect.gen(function* () {
    const database = yield* Database;
    const rows = yield* database.query("rejects.by_number", (db) =>
      db
        .select()
        .from(rejectStates)
        .where(inArray(rejectStates.reject_id, [...ids])),
    );
    const known = new Set(rows.map((row) => row.reject_id));
    const unknown = ids.filter((id) => !known.has(id));
    if (unknown.length > 0) {
      return yield* unknownReject(
        operation,
        `There is no reject ${unknown.join(", ")}; nothing was done. \`trialflow rejects list --state all\` shows the numbers.`,
      );
    }
    return rows.map(rejectEntry).toSorted((a, b) => a.rejectId - b.rejectId);
  });

/**
 * Finds the rejects of a selection, whatever their state.
 *
 * Errors   `UnknownReject` for a number that there is not, and for a reason that no reject ever had, `UnknownLoad`: a misspelt one must not
 *          pass as nothing to do
 */
export const findSelected = (
  operation: string,
  source: string,
  { rejectIds, reason, loadId }: RejectSelection,
): Effect.Effect<ReadonlyArray<RejectEntry>, DatabaseError | PipelineError, Database> =>
  Effect.gen(function* () {
    if (rejectIds.length > 0) return yield* readByNumber(operation, rejectIds);
    if (reason !== null) {
      const { reason: present } = yield* readRejectWords;
      if (!present.includes(reason)) {
        const known = present.length === 0 ? "none" : present.join(", ");
        const { close } = closestNames(reason, present);
        const question = close[0] === undefined ? "" : ` Did you mean ${close[0]}?`;
        return yield* unknownReject(
          operation,
          `No reject has the reason "${reason}"; nothing was done.${question} The quarantine has: ${known}.`,
        );
      }
    }
    const { rejects: found } = yield* readRejects(source, { ...anyReject, reason, loadId }, null);
    return found;
  });
