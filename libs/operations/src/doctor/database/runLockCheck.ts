import { Database } from "@trialflow/database";
import { runs } from "@trialflow/schema";
import { and, eq } from "drizzle-orm";
import { Effect } from "effect";
import type { DatabaseCheck } from "../DatabaseCheck.ts";
import { ok, warning } from "../Diagnosis.ts";
import { readRunLock } from "./readRunLock.ts";

/** Whoever holds the lock so long without a run in the ledger is no plan, replay or release that is just being made. */
const patienceSeconds = 3600;

/** Whether the lock of a run is held by somebody who does nothing. */
export const runLockCheck: DatabaseCheck = {
  check: "run lock",
  expected: "free, or held by a run that is under way",
  examine: (words) =>
    Effect.gen(function* () {
      const database = yield* Database;
      const holder = yield* readRunLock;
      if (holder === null) return ok(words, "free");
      const running = yield* database.query("doctor.run_lock_runs", (db) =>
        db.$count(runs, and(eq(runs.status, "running"), eq(runs.carrier, "process"))),
      );
      const { pid, program, client, heldSeconds } = holder;
      const found = `held by the server's process ${pid} (${program} from ${client}) for ${Math.round(heldSeconds)} s`;
      return running === 0 && heldSeconds > patienceSeconds
        ? warning(
            words,
            `${found}, and no run is under way`,
            `Look for the command that still runs on ${client}; if there is none: select pg_terminate_backend(${pid})`,
          )
        : ok(words, found);
    }),
};
