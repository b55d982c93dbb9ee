import { Database, type DatabaseError } from "@trialflow/database";
import { definitionOf, type FormerState, type Suite, trialChanges } from "@trialflow/quality";
import { stagingTrials } from "@trialflow/schema";
import { findTouchedTrials, touchedTrials } from "@trialflow/transform";
import { sql } from "drizzle-orm";
import { Effect } from "effect";
import type { Publication } from "../evidence/newestPublication.ts";
import { isPastLoad } from "../ledger/pastLoads.ts";
import { readCheckReport } from "../ledger/readCheckReport.ts";
import { readDefinition } from "../ledger/readDefinition.ts";
import type { SourceState } from "../ledger/sourceState.ts";
import { publishedCheckRun } from "../ledger/standingCheckRun.ts";
import { CurrentChangesLimits } from "./ChangesLimits.ts";

/** What is published, as far as it was checked, and in what staging differs. */
export interface PublishedState extends FormerState {
  readonly checkRunId: string;
  readonly touched: number;
}

/**
 * Finds out in which few trials staging differs from what is published, so that only these need to be checked: nothing else of staging gets into
 * analytics. Null when all must be checked: when the newest publication is not of what was checked last, by the same suite and rules; when
 * little is staged, or much differs.
 *
 * Writes   temporary tables, which end with the transaction
 */
export const publishedState = (
  state: SourceState,
  suite: Suite,
  publication: Publication | null,
): Effect.Effect<PublishedState | null, DatabaseError, Database> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const { staged_load_id, published_load_id } = state;
    const checkRunId = publishedCheckRun(state, suite);
    const isNewest = publication?.entry.act === "publish" && publication.entry.details["load_id"] === published_load_id;
    if (checkRunId === null || staged_load_id === null || !isNewest || (yield* isPastLoad(staged_load_id))) return null;
    if ((yield* readDefinition(checkRunId)) !== definitionOf(suite)) return null;

    const { minTrials, maxTouchedShare } = yield* CurrentChangesLimits;
    const numberOf = (table: typeof stagingTrials | typeof touchedTrials) =>
      Effect.map(
        database.query("check.count_trials", (db) =>
          db.execute<{ number: number }>(sql`select count(*)::int as number from ${table}`),
        ),
        ([row]) => row?.number ?? 0,
      );
    const trials = yield* numberOf(stagingTrials);
    if (trials < minTrials) return null;
    for (const statement of findTouchedTrials()) {
      yield* database.query("check.find_touched", (db) => db.execute(statement));
    }
    const touched = yield* numberOf(touchedTrials);
    if (touched > trials * maxTouchedShare) return null;
    const changes = yield* trialChanges(sql`select ${touchedTrials.nct_id} from ${touchedTrials}`);
    const { results } = yield* readCheckReport(checkRunId);
    return { checkRunId, touched, results, changes };
  });
