import { createHash } from "node:crypto";
import { stat, unlink } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Database, type DatabaseError, homeFolder } from "@trialflow/database";
import { type ExtractError, exportLoad } from "@trialflow/extract";
import { Program } from "@trialflow/pipeline";
import { type Config, Effect, Result, Stream } from "effect";
import { OperationsError } from "../errors.ts";
import type { KeptFile } from "./RetentionReport.ts";
import { type Cutoff, recordPurge } from "./recordPurge.ts";
import { type RemovableFile, removableFiles } from "./removableFiles.ts";

/** What went of the archive, and what stays though it is old enough. */
export interface ArchivePurge {
  readonly files: number;
  readonly bytes: number;
  readonly kept: ReadonlyArray<KeptFile>;
}

const operation = "retention.purge_archive";

/** The SHA-256 of the file as raw gives it back: of what one can always have again. */
const rebuild = (loadId: number): Effect.Effect<string, ExtractError | DatabaseError, Database> =>
  Effect.flatMap(exportLoad(loadId), ({ bytes }) =>
    Effect.map(
      Stream.runFold(
        bytes,
        () => createHash("sha256"),
        (hash, piece) => hash.update(piece),
      ),
      (hash) => hash.digest("hex"),
    ),
  );

const isThere = (path: string) =>
  Effect.promise(() =>
    stat(path).then(
      (found) => found.isFile(),
      () => false,
    ),
  );

const remove = (path: string) =>
  Effect.tryPromise({
    try: () => unlink(path),
    catch: (error) =>
      new OperationsError({
        operation,
        reason: "NotPossible",
        message: `${path} cannot be removed: ${(error as NodeJS.ErrnoException).code}. Give this user the right to write to its folder, or set TRIALFLOW_RETENTION_ARCHIVE to forever.`,
        isRetryable: false,
      }),
  });

/**
 * Removes one archived file. Its entry in the audit log is committed first: a crash leaves a file that the next purge removes, never a file
 * that is gone without a word.
 */
const removeFile = (path: string, file: RemovableFile, rebuiltSha256: string, cutoff: Cutoff) =>
  Effect.gen(function* () {
    const database = yield* Database;
    const { host } = yield* Program;
    yield* database.transaction(
      { operation, role: "dataops" },
      recordPurge(cutoff, {
        files: [
          { sha256: file.sha256, size_bytes: file.sizeBytes, load_ids: file.loadIds, rebuilt_sha256: rebuiltSha256 },
        ],
        host,
      }),
    );
    yield* remove(path);
  });

/**
 * Removes archived files that are older than the policy says and that raw can give back: each is rebuilt before it goes, and the entry in
 * the audit log says which bytes `trialflow export` gives for it from then on.
 *
 * Reads    ops.loads, ops.releases, ops.source_states, raw; `<home>/archive` of this machine
 * Writes   ops.audit_log, one entry per file
 */
export const purgeArchive = (
  cutoff: Cutoff,
  { isDryRun }: { readonly isDryRun: boolean },
): Effect.Effect<ArchivePurge, DatabaseError | OperationsError | Config.ConfigError, Database | Program> =>
  Effect.gen(function* () {
    const folder = join(resolve(yield* homeFolder), "archive", "sha256");
    let [files, bytes] = [0, 0];
    const kept: Array<KeptFile> = [];
    for (const file of yield* removableFiles(cutoff.before)) {
      const path = join(folder, file.sha256.slice(0, 2), file.sha256);
      if (!(yield* isThere(path))) continue;
      const rebuilt = yield* Effect.result(rebuild(file.loadIds[0] ?? 0));
      if (Result.isFailure(rebuilt)) {
        kept.push({ path, reason: rebuilt.failure.message });
        continue;
      }
      if (!isDryRun) yield* removeFile(path, file, rebuilt.success, cutoff);
      files += 1;
      bytes += file.sizeBytes;
    }
    return { files, bytes, kept };
  });
