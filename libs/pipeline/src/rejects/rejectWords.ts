import { Database, type DatabaseError } from "@trialflow/database";
import type { RowRejectReason } from "@trialflow/extract";
import { rejects } from "@trialflow/schema";
import { fieldPolicies, reasonCodes } from "@trialflow/transform";
import { isNotNull } from "drizzle-orm";
import { Effect } from "effect";
import { describeUnknownName } from "../trace/describeUnknownName.ts";

/** Why a row is set aside when it is read, and when it is compared with the others of its file. */
const rowReasons: Readonly<Record<RowRejectReason | "invalid_nct_id" | "conflicting_duplicate", true>> = {
  unterminated_quote: true,
  stray_quote: true,
  too_few_cells: true,
  too_many_cells: true,
  record_too_large: true,
  invalid_utf8: true,
  nul_byte: true,
  invalid_nct_id: true,
  conflicting_duplicate: true,
};

/** The words by which rejects are told apart. */
export interface RejectWords {
  readonly reason: ReadonlyArray<string>;
  readonly field: ReadonlyArray<string>;
}

/** The reason codes and raw columns that this program knows, whether a reject has them or not. */
export const rejectWords: RejectWords = {
  reason: [...Object.keys(rowReasons), ...Object.keys(reasonCodes)],
  field: Object.keys(fieldPolicies),
};

/** Reads the words that the quarantine has; another version of the program may have known others. Reads: ops.rejects */
export const readRejectWords: Effect.Effect<RejectWords, DatabaseError, Database> = Effect.gen(function* () {
  const database = yield* Database;
  const reasons = yield* database.query("rejects.reasons", (db) =>
    db.selectDistinct({ code: rejects.reason_code }).from(rejects).orderBy(rejects.reason_code),
  );
  const fields = yield* database.query("rejects.fields", (db) =>
    db.selectDistinct({ field: rejects.field }).from(rejects).where(isNotNull(rejects.field)).orderBy(rejects.field),
  );
  return { reason: reasons.map(({ code }) => code), field: fields.flatMap(({ field }) => field ?? []) };
});

/** Says that a word is neither known nor in the quarantine: which one may be meant, which there are. */
export const describeUnknownRejectWord = (kind: keyof RejectWords, typed: string, present: RejectWords): string => {
  const text = describeUnknownName({
    kind: kind === "reason" ? "reason code" : "raw column",
    typed,
    names: [...new Set([...rejectWords[kind], ...present[kind]])],
    ...(present[kind].length === 0 ? {} : { hint: `The quarantine has: ${present[kind].join(", ")}.` }),
  });
  return `${text}.`;
};
