import type { Database, DatabaseError } from "@trialflow/database";
import { ExtractError, exportLoad, UnknownLoad } from "@trialflow/extract";
import { Console, Effect, Exit, type FileSystem, Option, type PlatformError, Predicate, Stdio, Stream } from "effect";
import { ExportDocument as Document, type ExportDocument, type ExportedFile } from "../document/ExportDocument.ts";
import { failureEntry } from "../document/failureEntry.ts";
import { printDocument } from "../document/printDocument.ts";
import { UsageError } from "../failure/UsageError.ts";
import { renderExport } from "../render/renderExport.ts";
import { findWarehouse } from "./findWarehouse.ts";
import { writeNewFile } from "./writeNewFile.ts";

/** What to rebuild, and where to. */
export interface ExportCommand {
  readonly loadId: number;
  /** A path, or `-` for standard output. */
  readonly out: string;
  readonly isOverwriting: boolean;
  readonly isJson: boolean;
}

/** The reader of a pipe may leave when it has seen enough. */
const isReaderGone = (error: unknown): boolean =>
  Predicate.hasProperty(error, "code") && error.code === "EPIPE"
    ? true
    : (Predicate.hasProperty(error, "reason") && isReaderGone(error.reason)) ||
      (Predicate.hasProperty(error, "cause") && isReaderGone(error.cause));

const print = ({ loadId }: ExportCommand) =>
  Effect.gen(function* () {
    const { bytes } = yield* exportLoad(loadId);
    const { stdout } = yield* Stdio.Stdio;
    yield* Stream.run(bytes, stdout({ endOnDone: false })).pipe(Effect.catchIf(isReaderGone, () => Effect.void));
    return null;
  });

const write = ({ loadId, out, isOverwriting }: ExportCommand) =>
  Effect.gen(function* () {
    const { load, setAsideCount, bytes } = yield* exportLoad(loadId);
    const { sizeBytes, sha256 } = yield* writeNewFile(out, bytes, { isOverwriting });
    return {
      loadId,
      file: load.file_name,
      out,
      rows: load.rows_read,
      setAside: setAsideCount,
      sizeBytes,
      sha256,
      isIdentical: sha256 === load.sha256,
    } satisfies ExportedFile;
  });

const nothingLoaded = (loadId: number) =>
  new ExtractError({ operation: "export", reason: new UnknownLoad({ loadId, existing: [] }) });

const documentOf = (exit: Exit.Exit<ExportedFile | null, unknown>): ExportDocument => {
  if (Exit.isSuccess(exit)) return { status: "written", exported: exit.value };
  const error = failureEntry(exit.cause);
  return { status: error.tag === "Interrupted" ? "interrupted" : "failed", exported: null, error };
};

type Work = Effect.Effect<
  ExportedFile | null,
  DatabaseError | ExtractError | PlatformError.PlatformError | UsageError,
  Database | FileSystem.FileSystem | Stdio.Stdio
>;

const rebuild = (command: ExportCommand) =>
  Effect.gen(function* () {
    if (command.out === "-" && command.isJson) {
      return yield* new UsageError({
        message: "Standard output cannot take both the file and the JSON document; expected --out FILE with --json.",
      });
    }
    const services = yield* Effect.context<FileSystem.FileSystem | Stdio.Stdio>();
    const work: Work = command.out === "-" ? print(command) : write(command);
    const found = yield* findWarehouse(Effect.provideContext(work, services));
    return yield* Option.match(found, {
      onNone: () => Effect.fail(nothingLoaded(command.loadId)),
      onSome: Effect.succeed,
    });
  });

/**
 * Rebuilds an accepted file to a path, which it tells, or to standard output, where nothing else is printed.
 *
 * Errors   `UsageError` where a file is in the way; those of `exportLoad`
 */
export const exportProgram = (command: ExportCommand) =>
  rebuild(command).pipe(
    Effect.onExit((exit) => (command.isJson ? printDocument(Document, documentOf(exit)) : Effect.void)),
    Effect.flatMap((exported) =>
      command.isJson || exported === null ? Effect.void : Console.log(renderExport(exported)),
    ),
  );
