import type { Database, DatabaseError } from "@trialflow/database";
import { Effect } from "effect";
import { OperationsError } from "../errors.ts";
import { findEntries, type LedgerEntry, readRuns } from "./readRuns.ts";

const operation = "runs.find";
const shortest = 8;

const fail = (reason: OperationsError["reason"], message: string) =>
  Effect.fail(new OperationsError({ operation, reason, message, isRetryable: false }));

const numberOf = ({ fire, run }: LedgerEntry): string => fire?.fireId ?? run?.runId ?? "";

/**
 * Finds a fire or a run by its number or the first eight characters of it, or more.
 *
 * Errors   {@link OperationsError} `UnknownFire`, also for what can be no number; `AmbiguousNumber`
 */
export const demandEntry = (typed: string): Effect.Effect<LedgerEntry, DatabaseError | OperationsError, Database> =>
  Effect.gen(function* () {
    if (!/^[0-9a-f-]+$/i.test(typed) || typed.length < shortest || typed.length > 36) {
      return yield* fail(
        "UnknownFire",
        `"${typed}" is no number of a run or a fire; expected one that \`trialflow runs list\` shows, or its first ${shortest} characters or more.`,
      );
    }
    const [found, ...others] = yield* findEntries(typed, 4);
    if (found === undefined) {
      const newest = yield* readRuns({ limit: 3 });
      const known = newest.length === 0 ? "There is none yet" : `The newest are ${newest.map(numberOf).join(", ")}`;
      return yield* fail(
        "UnknownFire",
        `There is no run and no fire ${typed}. ${known}; \`trialflow runs list\` shows the numbers.`,
      );
    }
    if (others.length > 0) {
      return yield* fail(
        "AmbiguousNumber",
        `${typed} begins several numbers: ${[found, ...others].map(numberOf).join(", ")}. Give more characters.`,
      );
    }
    return found;
  });
