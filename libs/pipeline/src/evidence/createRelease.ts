import { appendAudit, Database, type DatabaseError } from "@trialflow/database";
import { auditLog, loads, releases } from "@trialflow/schema";
import { readTableContents } from "@trialflow/transform";
import { asc, eq, isNotNull, sql } from "drizzle-orm";
import { Clock, Effect, Option } from "effect";
import { PipelineError } from "../errors.ts";
import { holdRunLock } from "../ledger/holdRunLock.ts";
import { recordFailedAct } from "../ledger/recordFailure.ts";
import { readSourceState } from "../ledger/sourceState.ts";
import { Program } from "../Program.ts";
import { compareContents } from "./compareContents.ts";
import { newestPublication } from "./newestPublication.ts";
import type { Release } from "./readReleases.ts";
import { releaseHash } from "./releaseHash.ts";

/** What to release. */
export interface ReleaseRequest {
  readonly name: string;
  readonly source: string;
  readonly reason: string | null;
}

const refusal = (reason: PipelineError["reason"], message: string) =>
  new PipelineError({ operation: "release.create", reason, message, isRetryable: false });

/** Demands that the name is free and that analytics holds what the newest publication left there. */
const demandPublication = ({ name, source }: ReleaseRequest) =>
  Effect.gen(function* () {
    const database = yield* Database;
    const [taken] = yield* database.query("release.find", (db) =>
      db.select({ createdAt: releases.created_at }).from(releases).where(eq(releases.name, name)),
    );
    if (taken !== undefined) {
      return yield* refusal(
        "ReleaseExists",
        `There is a release "${name}" already, of ${taken.createdAt.toISOString()}. A release is never changed; take another name.`,
      );
    }
    const { published_load_id } = yield* readSourceState(source);
    const publication = yield* newestPublication;
    if (published_load_id === null || Option.isNone(publication)) {
      return yield* refusal(
        "NotReady",
        "Nothing is published yet, so there is nothing to release. First: trialflow run",
      );
    }
    const { contents, entry } = publication.value;
    const differing = compareContents(contents, yield* readTableContents(contents));
    if (differing.length > 0) {
      return yield* refusal(
        "EvidenceBroken",
        `${differing.map(({ place }) => place).join(", ")}: not what was published with entry ${entry.entry_id} of the audit log. Nothing was released. trialflow audit verify tells more.`,
      );
    }
    return { publishedLoadId: published_load_id, manifest: contents };
  });

/**
 * Freezes what analytics says now under a name: per table rows and content hash, the published files, and the audit log's head. It
 * is an act of its own in the audit log, whose content hash covers the release; a refused one is recorded as well.
 *
 * Reads    ops.source_states, ops.loads, ops.audit_log; the tables of analytics by `ops.table_contents`
 * Writes   ops.releases, ops.audit_log
 * Errors   {@link PipelineError} `ReleaseExists`, `NotReady`, `EvidenceBroken`; {@link DatabaseError} `LockHeld` while a run is under way
 */
export const createRelease = (
  request: ReleaseRequest,
): Effect.Effect<Release, DatabaseError | PipelineError, Database | Program> =>
  Effect.scoped(
    Effect.gen(function* () {
      const { name, reason } = request;
      const database = yield* Database;
      const program = yield* Program;
      yield* holdRunLock("release.create");
      return yield* database.transaction(
        { operation: "release.create", role: "trialflow_transformer" },
        Effect.gen(function* () {
          const { publishedLoadId, manifest } = yield* demandPublication(request);
          const files = yield* database.query("release.files", (db) =>
            db
              .select({ loadId: loads.load_id, fileName: loads.file_name, sha256: loads.sha256 })
              .from(loads)
              .where(isNotNull(loads.published_at))
              .orderBy(asc(loads.load_id)),
          );
          const [login] = yield* database.query("release.login", (db) =>
            db.execute<{ name: string }>(sql`select session_user::text as name`),
          );
          const frozen = {
            name,
            created_at: new Date(yield* Clock.currentTimeMillis),
            created_by: program.osUser,
            database_role: login?.name ?? "",
            program_version: program.version,
            reason,
            published_load_id: publishedLoadId,
            files,
            manifest,
          };
          const entryId = yield* appendAudit({
            act: "release",
            subject: name,
            runId: null,
            osUser: program.osUser,
            programVersion: program.version,
            reason,
            details: { load_id: publishedLoadId, files: files.length, tables: Object.keys(manifest).length },
            contentHash: releaseHash(frozen),
          });
          const [entry] = yield* database.query("release.entry", (db) =>
            db.select({ hash: auditLog.hash }).from(auditLog).where(eq(auditLog.entry_id, entryId)),
          );
          if (entry === undefined) return yield* Effect.die(new Error(`entry ${entryId} is not in the audit log`));
          const release: Release = { ...frozen, audit_entry_id: entryId, audit_hash: entry.hash };
          yield* database.query("release.insert", (db) => db.insert(releases).values(release));
          return release;
        }),
      );
    }),
  ).pipe(
    Effect.tapError((error) =>
      error instanceof PipelineError
        ? Effect.ignore(
            recordFailedAct({
              act: "release_failed",
              subject: request.name,
              runId: null,
              reason: request.reason,
              error: error.message,
            }),
          )
        : Effect.void,
    ),
  );
