import { createMissingDatabase, type Database, type DatabaseError, migrate } from "@trialflow/database";
import type { Schedule } from "@trialflow/operations";
import { Program } from "@trialflow/pipeline";
import { Effect } from "effect";
import { SourceDatabases } from "./engine/SourceDatabases.ts";

/** Brings the scheduler's own database and those of all enabled schedules to the program's schema; creates those that are missing. */
export const migrateDatabases = (
  schedules: ReadonlyArray<Schedule>,
): Effect.Effect<void, DatabaseError, Database | SourceDatabases | Program> =>
  Effect.gen(function* () {
    const { version, osUser } = yield* Program;
    const databases = yield* SourceDatabases;
    const named = schedules.filter(({ isEnabled }) => isEnabled).map(({ database }) => database);
    for (const name of new Set([null, ...named])) {
      if (name !== null && (yield* createMissingDatabase(name))) {
        yield* Effect.annotateLogs(Effect.logInfo("Created the database of a source"), { database: name });
      }
      const { appliedCount, totalCount } = yield* databases.on(name, migrate(version, osUser));
      yield* Effect.annotateLogs(Effect.logInfo("The database is migrated"), {
        ...(name === null ? {} : { database: name }),
        appliedCount,
        totalCount,
      });
    }
  });
