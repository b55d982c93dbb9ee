import { join, resolve } from "node:path";
import { homeFolder } from "@trialflow/database";
import { type ExtractError, type LocatedRecord, locateRecord, locateText } from "@trialflow/extract";
import { type CtgovLegacyRow, ctgovLegacyCsv, type loads } from "@trialflow/schema";
import { type Config, Effect, Result } from "effect";
import type { TraceArchive } from "./TrialTrace.ts";

/** What was found in the archived file of a load: the record, when it is there and says what raw says. */
export interface ArchiveFinding {
  readonly archive: TraceArchive;
  readonly located: LocatedRecord | null;
}

type LoadedFile = Pick<typeof loads.$inferSelect, "sha256" | "size_bytes">;

const copyOf = ({ sha256, size_bytes }: LoadedFile) =>
  Effect.map(homeFolder, (home) => ({
    path: join(resolve(home), "archive", "sha256", sha256.slice(0, 2), sha256),
    sizeBytes: size_bytes,
    sha256,
  }));

const failed = (path: string, { reason }: ExtractError): TraceArchive => ({
  path,
  status: reason._tag === "FileNotFound" ? "missing" : reason._tag === "ArchiveCorrupt" ? "damaged" : "unread",
  detail:
    reason._tag === "FileNotFound" ? `There is no archived file at ${path}. Restore it from a backup.` : reason.message,
});

/**
 * Looks a record up in the archived file of a load and compares each of its cells with what raw has of it.
 *
 * Reads    `<home>/archive`, up to the record
 * Errors   none of the file: what is wrong with it is in the finding
 */
export const checkRecord = (
  load: LoadedFile,
  lineNumber: number,
  row: CtgovLegacyRow,
): Effect.Effect<ArchiveFinding, Config.ConfigError> =>
  Effect.gen(function* () {
    const copy = yield* copyOf(load);
    const { path } = copy;
    const found = yield* Effect.result(locateRecord(copy, lineNumber, ctgovLegacyCsv));
    if (Result.isFailure(found)) return { archive: failed(path, found.failure), located: null };
    const located = found.success;
    const differing = ctgovLegacyCsv.columnNames.filter(
      (name) => (located.cells.get(name)?.text ?? null) !== row[name],
    );
    if (differing.length > 0) {
      const detail = `On line ${lineNumber} of ${path} stands something else than raw has, in: ${differing.join(", ")}. Restore the file from a backup.`;
      return { archive: { path, status: "damaged", detail }, located: null };
    }
    const detail = `All ${located.cells.size} cells of the record stand there as raw has them.`;
    return { archive: { path, status: "verified", detail }, located };
  });

/** Looks up a row that could not be read: its text is to stand on its line. */
export const checkText = (
  load: LoadedFile,
  lineNumber: number,
  bytes: Buffer,
): Effect.Effect<TraceArchive, Config.ConfigError> =>
  Effect.gen(function* () {
    const copy = yield* copyOf(load);
    const found = yield* Effect.result(locateText(copy, lineNumber, bytes, ctgovLegacyCsv));
    if (Result.isFailure(found)) return failed(copy.path, found.failure);
    return {
      path: copy.path,
      status: "verified",
      detail: `The row's text stands there, from byte ${found.success} on.`,
    };
  });
