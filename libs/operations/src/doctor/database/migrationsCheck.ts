import { CurrentTransaction, Database, readMigrationState } from "@trialflow/database";
import { Effect } from "effect";
import type { DatabaseCheck } from "../DatabaseCheck.ts";
import { failed, ok, warning } from "../Diagnosis.ts";

const operation = "doctor.migrations";

/** Whether the database has the tables of this program: not older ones, not newer ones. */
export const migrationsCheck: DatabaseCheck = {
  check: "migrations",
  expected: "all migrations of this program and no other",
  examine: (words) =>
    Effect.gen(function* () {
      const database = yield* Database;
      const connection = yield* database.transaction(
        { operation, isReadOnly: true },
        Effect.flatMap(CurrentTransaction, (inside) =>
          database.query(operation, async () => (inside === null ? null : readMigrationState(inside.client))),
        ),
      );
      const { appliedCount, pendingCount, unknownCount } = connection ?? {
        appliedCount: 0,
        pendingCount: 0,
        unknownCount: 0,
      };
      if (unknownCount > 0) {
        return failed(
          words,
          `${unknownCount} migrations that this program does not know: a newer program was here`,
          "Update Trialflow to that version or newer.",
        );
      }
      if (appliedCount === 0) {
        return warning(words, "an empty database: none is applied", "trialflow db migrate, or simply trialflow run");
      }
      return pendingCount > 0
        ? warning(words, `${appliedCount} applied, ${pendingCount} pending`, "trialflow db migrate")
        : ok(words, `${appliedCount} applied, none pending`);
    }),
};
