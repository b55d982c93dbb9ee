import { Database, type DatabaseError } from "@trialflow/database";
import { releases } from "@trialflow/schema";
import { asc, eq } from "drizzle-orm";
import { Effect } from "effect";
import { PipelineError } from "../errors.ts";

/** A release as the ledger has it. */
export type Release = typeof releases.$inferSelect;

/** Reads all releases, the oldest first. */
export const readReleases: Effect.Effect<ReadonlyArray<Release>, DatabaseError, Database> = Effect.flatMap(
  Database,
  (database) =>
    database.query("release.read_all", (db) => db.select().from(releases).orderBy(asc(releases.audit_entry_id))),
);

/**
 * Reads a release by its name.
 *
 * Errors   {@link PipelineError} `UnknownRelease`
 */
export const readRelease = (name: string): Effect.Effect<Release, DatabaseError | PipelineError, Database> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const [release] = yield* database.query("release.read", (db) =>
      db.select().from(releases).where(eq(releases.name, name)),
    );
    if (release !== undefined) return release;
    return yield* new PipelineError({
      operation: "release",
      reason: "UnknownRelease",
      message: `There is no release "${name}". trialflow release list shows the names.`,
      isRetryable: false,
    });
  });
