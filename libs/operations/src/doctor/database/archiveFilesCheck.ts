import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { Database } from "@trialflow/database";
import { auditLog, loads } from "@trialflow/schema";
import { desc, eq } from "drizzle-orm";
import { Effect, Random } from "effect";
import { purgeAct } from "../../retention/recordPurge.ts";
import type { DatabaseCheck } from "../DatabaseCheck.ts";
import { failed, notApplicable, ok } from "../Diagnosis.ts";

const [mostFiles, mostBytes] = [5, 64 * 1024 * 1024];

interface ArchivedFile {
  readonly sha256: string;
  readonly sizeBytes: number;
}

const hashOf = async (path: string): Promise<string> => {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
};

/** What is wrong with an archived file; null when it is as it was archived. Only a small one is read. */
const look = async (folder: string, { sha256, sizeBytes }: ArchivedFile, isRead: boolean): Promise<string | null> => {
  const path = join(folder, "sha256", sha256.slice(0, 2), sha256);
  try {
    const { size } = await stat(path);
    if (size !== sizeBytes) return `${path} has ${size} bytes in the place of ${sizeBytes}`;
    return !isRead || (await hashOf(path)) === sha256 ? null : `${path} has other content than its name says`;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    return code === "ENOENT" ? `${path} is not there` : `${path} cannot be read (${code})`;
  }
};

/** Those of which the audit log says that the retention policy removed them. */
const readRemoved = Effect.gen(function* () {
  const database = yield* Database;
  const entries = yield* database.query("doctor.removed_files", (db) =>
    db.select({ details: auditLog.details }).from(auditLog).where(eq(auditLog.act, purgeAct)),
  );
  const removed = entries.map(({ details }) => details["removed"] as { readonly files?: unknown } | undefined);
  return new Set(
    removed.flatMap((found) =>
      Array.isArray(found?.files) ? found.files.map((file: { readonly sha256: string }) => file.sha256) : [],
    ),
  );
});

const choose = (files: ReadonlyArray<ArchivedFile>) =>
  Effect.gen(function* () {
    const [newest, ...others] = files;
    const shuffled = yield* Random.shuffle(others);
    return [...(newest === undefined ? [] : [newest]), ...shuffled].slice(0, mostFiles);
  });

/** Looks at some archived files: the newest and others by chance, a few megabytes in all. */
export const archiveFilesCheck = (folder: string): DatabaseCheck => ({
  check: "archived files",
  expected: "of a few files, the newest among them, the size and the SHA-256 that they were archived with",
  examine: (words) =>
    Effect.gen(function* () {
      const database = yield* Database;
      const all = yield* database.query("doctor.archived_files", (db) =>
        db.select({ sha256: loads.sha256, sizeBytes: loads.size_bytes }).from(loads).orderBy(desc(loads.load_id)),
      );
      const removed = yield* readRemoved;
      const files = [...new Map(all.map((file) => [file.sha256, file])).values()].filter(
        ({ sha256 }) => !removed.has(sha256),
      );
      if (files.length === 0) return notApplicable(words, "no file was archived yet");
      const chosen = yield* choose(files);
      const problems: Array<string> = [];
      let bytes = 0;
      for (const file of chosen) {
        const isRead = bytes + file.sizeBytes <= mostBytes;
        if (isRead) bytes += file.sizeBytes;
        const problem = yield* Effect.promise(() => look(folder, file, isRead));
        if (problem !== null) problems.push(problem);
      }
      return problems.length > 0
        ? failed(
            words,
            problems.join("; "),
            "Restore the archive from a backup, or let TRIALFLOW_HOME lead to the folder that the files were archived in. Without them values can no longer be traced into their file; trialflow export rebuilds a file's rows from raw.",
          )
        : ok(words, `${chosen.length} of ${files.length} files looked at, all as they were archived`);
    }),
});
