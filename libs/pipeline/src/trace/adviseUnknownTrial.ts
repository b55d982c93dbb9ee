import { Database, type DatabaseError } from "@trialflow/database";
import { trials } from "@trialflow/schema";
import { Effect } from "effect";
import { similarTrials } from "./similarTrials.ts";

const grouped = new Intl.NumberFormat("en-US");

/**
 * Says what to check where a trial was not found: similar numbers that are published, and how many trials there are.
 *
 * Reads   analytics.trials
 */
export const adviseUnknownTrial = (nctId: string): Effect.Effect<string, DatabaseError, Database> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const count = yield* database.query("trace.trial_count", (db) => db.$count(trials));
    if (count === 0) return "No trial is published yet. Load a file first: trialflow run --file export.csv";
    const similar = yield* similarTrials(nctId);
    const question =
      similar.length === 0
        ? "Is the number right, and has its export been loaded?"
        : `Similar numbers that are published: ${similar.join(", ")}.`;
    const published = count === 1 ? "One trial is" : `${grouped.format(count)} trials are`;
    return `${question} ${published} published; trialflow status shows from which file.`;
  });
