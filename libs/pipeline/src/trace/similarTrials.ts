import { Database, type DatabaseError } from "@trialflow/database";
import { Effect } from "effect";
import { publishedAmong } from "./traceStatements.ts";

/** The numbers that differ from one in a single digit, or in the order of two neighbours. */
const typingErrors = (nctId: string): ReadonlyArray<string> => {
  const digits = nctId.slice(3);
  const numbers = new Set<string>();
  for (let index = 0; index < digits.length; index++) {
    const [before, here, after] = [digits.slice(0, index), digits.charAt(index), digits.slice(index + 1)];
    for (const digit of "0123456789") numbers.add(before + digit + after);
    numbers.add(before + after.charAt(0) + here + after.slice(1));
  }
  return [...numbers].filter((number) => number !== digits).map((number) => `NCT${number}`);
};

/** Finds published trials whose number is easily mistyped for another, at most five. */
export const similarTrials = (nctId: string): Effect.Effect<ReadonlyArray<string>, DatabaseError, Database> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const found = yield* database.query("trace.similar", (db) => publishedAmong(db, typingErrors(nctId)));
    return found.slice(0, 5).map((row) => row.nctId);
  });
