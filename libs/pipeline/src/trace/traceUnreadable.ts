import type { Database, DatabaseError } from "@trialflow/database";
import { type Config, Effect } from "effect";
import { checkText } from "./checkArchive.ts";
import { placeOf, type Rejected, rejectOf, runOf } from "./ledgerEntries.ts";
import { readLoad } from "./readLoad.ts";
import type { TrialTrace } from "./TrialTrace.ts";

/** Traces rows that could not be read as rows and in whose text a trial's number stands: the first one with its place in the file. */
export const traceUnreadable = (
  nctId: string,
  rejected: readonly [Rejected, ...ReadonlyArray<Rejected>],
): Effect.Effect<TrialTrace, DatabaseError | Config.ConfigError, Database> =>
  Effect.gen(function* () {
    const { reject } = rejected[0];
    const loaded = yield* readLoad(reject.load_id);
    const bytes = reject.raw_bytes ?? Buffer.from(reject.raw_text);
    return {
      nctId,
      title: null,
      status: "unreadable",
      recordId: null,
      ruleVersion: null,
      place: placeOf(loaded, { rowNumber: reject.row_number, lineNumber: reject.line_number, disposition: null }),
      extent: null,
      otherLoads: [],
      newerLoad: null,
      run: runOf(loaded),
      archive: yield* checkText(loaded.load, reject.line_number, bytes),
      setAside: rejected.map(rejectOf),
      fields: [],
    };
  });
