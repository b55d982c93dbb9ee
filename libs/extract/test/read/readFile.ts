import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type SourceFormat, sourceFormat } from "@trialflow/schema";
import { Effect, Stream } from "effect";
import { archiveFile } from "../../src/archive/archiveFile.ts";
import { type ReadRowsOptions, readRows } from "../../src/read/readRows.ts";
import { temporaryFolder } from "../temporaryFolder.ts";

/** A format of three columns, of which the last may be missing. */
export const smallFormat = sourceFormat({
  name: "small",
  version: "1",
  title: "small format (3 columns)",
  columns: {
    nct_number: { header: "NCT Number", isRequired: true, isVolatile: false },
    title: { header: "Title", isRequired: true, isVolatile: false },
    url: { header: "URL", isRequired: false, isVolatile: false },
  },
});

/** Archives a file and reads it to its end. */
export const readPath = Effect.fnUntraced(function* (
  path: string,
  archive: string,
  format: SourceFormat,
  options?: ReadRowsOptions,
) {
  const archived = yield* archiveFile(path, archive);
  const file = yield* readRows(archived, format, options);
  const batches = yield* Stream.runCollect(file.rows);
  return { archived, dialect: file.dialect, batches, items: batches.flat(), totals: yield* file.totals };
});

/** Writes the content to a file, archives it and reads it to its end. */
export const readContent = (
  content: string | Buffer,
  format: SourceFormat = smallFormat,
  options?: ReadRowsOptions,
) => {
  const folder = temporaryFolder();
  const path = join(folder, "export.csv");
  writeFileSync(path, content);
  return readPath(path, join(folder, "archive"), format, options);
};

/** Reads the content and returns the reason why it cannot be read, with its message and path taken out. */
export const refusal = (content: string | Buffer, format: SourceFormat = smallFormat) =>
  Effect.runPromise(
    readContent(content, format).pipe(
      Effect.flip,
      Effect.map((error) => ({
        tag: error.reason._tag,
        reason: error.reason,
        message: error.message,
        isRetryable: error.isRetryable,
      })),
    ),
  );
