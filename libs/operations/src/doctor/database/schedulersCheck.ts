import { Database } from "@trialflow/database";
import { scheduleFires } from "@trialflow/schema";
import { inArray } from "drizzle-orm";
import { Effect } from "effect";
import { countSchedulerConnections } from "../../fires/countSchedulerConnections.ts";
import { statusesUnderWay } from "../../fires/fireStates.ts";
import type { DatabaseCheck } from "../DatabaseCheck.ts";
import { notApplicable, ok, warning } from "../Diagnosis.ts";

/** Whether a scheduler lives where something waits for one. */
export const schedulersCheck: DatabaseCheck = {
  check: "schedulers",
  expected: "a scheduler with a connection, wherever fires wait or are under way",
  examine: (words) =>
    Effect.gen(function* () {
      const database = yield* Database;
      const connections = yield* countSchedulerConnections;
      const waiting = yield* database.query("doctor.waiting_fires", (db) =>
        db.$count(scheduleFires, inArray(scheduleFires.status, ["queued", ...statusesUnderWay])),
      );
      if (connections > 0)
        return ok(words, `connections of schedulers: ${connections}; fires that wait or are under way: ${waiting}`);
      return waiting > 0
        ? warning(
            words,
            `no scheduler has a connection; fires that wait or are under way: ${waiting}`,
            "Start one: trialflow-scheduler; with Docker: docker compose up -d scheduler",
          )
        : notApplicable(words, "no scheduler runs on this database, and nothing waits for one");
    }),
};
