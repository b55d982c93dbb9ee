import { type Database, DatabaseError } from "@trialflow/database";
import { Effect } from "effect";
import { type CheckWords, type Diagnosis, failed, notApplicable } from "./Diagnosis.ts";

/** A check that asks the database. */
export interface DatabaseCheck extends CheckWords {
  readonly examine: (words: CheckWords) => Effect.Effect<Diagnosis, DatabaseError, Database>;
}

/** Undefined table, schema, function or column, or a role that is not there: never migrated, or by an older program. */
const unprepared = ["42P01", "3F000", "42883", "42703", "42704", "22023"];

const patience = "10 seconds";

const describe = (words: CheckWords, error: DatabaseError, user: string): Diagnosis => {
  if (error.sqlState !== null && unprepared.includes(error.sqlState)) {
    return notApplicable(words, `the database is not prepared for it: ${error.detail}`, "trialflow db migrate");
  }
  if (error.reason === "InsufficientPrivilege") {
    return failed(
      words,
      `the login "${user}" may not look: ${error.detail}`,
      "Connect as the program's login (etl) or another member of its groups; trialflow db roles lists what each role may do.",
    );
  }
  return failed(words, error.detail, error.remedy);
};

/** Performs a check; whatever stops it is its finding, so that the others go on. */
export const performCheck = (
  { check, expected, examine }: DatabaseCheck,
  user: string,
): Effect.Effect<Diagnosis, never, Database> => {
  const words = { check, expected };
  return examine(words).pipe(
    Effect.catchIf(
      (error): error is DatabaseError => error instanceof DatabaseError,
      (error) => Effect.succeed(describe(words, error, user)),
    ),
    Effect.timeoutOrElse({
      duration: patience,
      orElse: () =>
        Effect.succeed(
          failed(
            words,
            `no answer within ${patience}`,
            "See what the server is busy with: select * from pg_stat_activity",
          ),
        ),
    }),
  );
};
