import { Database } from "@trialflow/database";
import { sql } from "drizzle-orm";
import { Effect } from "effect";
import { isTurnQueueThere, turnQueue } from "../../retention/turnQueue.ts";
import type { DatabaseCheck } from "../DatabaseCheck.ts";
import { failed, notApplicable, ok, warning } from "../Diagnosis.ts";

const operation = "doctor.turn_queue";
/** A turn that waits is taken within a second while a taker is free. */
const patienceSeconds = 300;

interface Turns extends Record<string, unknown> {
  readonly pending: number;
  /** Nobody has taken them, though their time came long ago. */
  readonly late: number;
  /** Were given out three times or more. */
  readonly repeated: number;
  readonly failed: number;
}

/** Whether the turns of the schedulers' runs are taken. */
export const turnQueueCheck: DatabaseCheck = {
  check: "turn queue",
  expected: `turns that are taken within ${patienceSeconds / 60} minutes and end at the first attempt`,
  examine: (words) =>
    Effect.gen(function* () {
      const database = yield* Database;
      const [queue] = yield* database.query(operation, (db) => db.execute<{ isThere: boolean }>(isTurnQueueThere));
      if (queue?.isThere !== true) return notApplicable(words, "no scheduler has worked on this database yet");
      const [turns] = yield* database.query(operation, (db) =>
        db.execute<Turns>(sql`
          select count(*) filter (where state = 'pending')::float8 as pending,
                 count(*) filter (where state = 'pending' and acquired_at is null
                   and visible_at < now() at time zone 'UTC' - ${`${patienceSeconds} seconds`}::interval)::float8 as late,
                 count(*) filter (where state = 'pending' and attempts >= 3)::float8 as repeated,
                 count(*) filter (where state = 'failed')::float8 as failed
          from ${turnQueue}`),
      );
      const { pending = 0, late = 0, repeated = 0, failed: givenUp = 0 } = turns ?? {};
      const found = `under way or waiting: ${pending}, of them late: ${late}, tried again and again: ${repeated}; given up: ${givenUp}`;
      if (givenUp > 0) {
        return failed(
          words,
          found,
          "See the schedulers' logs for what broke the turns off; end their runs and let them go on: trialflow runs list, runs cancel, runs resume",
        );
      }
      return late + repeated > 0
        ? warning(
            words,
            found,
            "See whether schedulers run and what their logs say of broken-off turns: trialflow runs list",
          )
        : ok(words, found);
    }),
};
