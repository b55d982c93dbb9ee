import { Database } from "@trialflow/database";
import { sql } from "drizzle-orm";
import { Clock, Effect } from "effect";
import type { DatabaseCheck } from "../DatabaseCheck.ts";
import { type Diagnosis, failed, ok, warning } from "../Diagnosis.ts";

/** From here on heartbeats and ticks are judged wrongly. */
const [suspiciousMs, wrongMs] = [2_000, 60_000];

const words = { check: "clock", expected: `less than ${suspiciousMs / 1000} s between this machine and the server` };

/** Judges by how many milliseconds the server is before this machine. */
export const judgeClock = (difference: number): Diagnosis => {
  const found = `this machine is ${(Math.abs(difference) / 1000).toFixed(3)} s ${difference > 0 ? "behind" : "ahead of"} the server`;
  const remedy = "Let NTP set the clocks of both machines (timedatectl set-ntp true).";
  if (Math.abs(difference) >= wrongMs) return failed(words, found, remedy);
  return Math.abs(difference) >= suspiciousMs ? warning(words, found, remedy) : ok(words, found);
};

/** Whether this machine and the server have the same time. */
export const clockCheck: DatabaseCheck = {
  ...words,
  examine: () =>
    Effect.gen(function* () {
      const database = yield* Database;
      const before = yield* Clock.currentTimeMillis;
      const [row] = yield* database.query("doctor.clock", (db) =>
        db.execute<{ ms: number }>(sql`select extract(epoch from clock_timestamp())::float8 * 1000 as ms`),
      );
      const after = yield* Clock.currentTimeMillis;
      // What the way there and back may have taken is no difference of the clocks.
      return judgeClock((row?.ms ?? 0) - (before + after) / 2);
    }),
};
