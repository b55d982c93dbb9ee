import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { Effect } from "effect";
import { fileError } from "../fileError.ts";
import { impossibleDateOf, type SnapshotDate, snapshotDateOf } from "./snapshotDate.ts";

/** A file that waits in the inbox. */
export interface InboxFile {
  readonly path: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly snapshotDate: SnapshotDate | null;
  /** What stands in the name in the place of a date and is none. */
  readonly impossibleDate: string | null;
}

/** What lies in the inbox. */
export interface InboxContent {
  readonly files: ReadonlyArray<InboxFile>;
  /** Names of files that a user may have meant to load, but that are of no kind that can be. */
  readonly ignored: ReadonlyArray<string>;
}

const operation = "extract.findInboxFiles";

// Part files of browsers and copy programs: the real file appears under its own name when it is complete.
const isSilent = (name: string): boolean =>
  name.startsWith(".") || name === "README.md" || /\.(part|tmp|crdownload)$/i.test(name);

/**
 * Lists the files in the inbox folder by name: `*.csv`, `*.tsv`, `*.txt` and `*.zip`; folders inside are not searched.
 *
 * Errors   `FileAccessFailed`; a missing folder is an empty inbox
 */
export const findInboxFiles = Effect.fn(operation)(function* (folder: string) {
  const names = yield* Effect.tryPromise({ try: () => readdir(folder), catch: fileError(operation, folder) }).pipe(
    Effect.catchReason("ExtractError", "FileNotFound", () => Effect.succeed<ReadonlyArray<string>>([])),
  );
  const files: Array<InboxFile> = [];
  const ignored: Array<string> = [];
  for (const fileName of [...names].sort()) {
    if (isSilent(fileName)) continue;
    const path = join(folder, fileName);
    const found = yield* Effect.tryPromise({ try: () => stat(path), catch: fileError(operation, path) }).pipe(
      // A link to nowhere, or a file that was taken away since the folder was listed.
      Effect.catchReason("ExtractError", "FileNotFound", () => Effect.succeed(null)),
    );
    if (found?.isFile() && /\.(csv|tsv|txt|zip)$/i.test(fileName)) {
      const [snapshotDate, impossibleDate] = [snapshotDateOf(fileName), impossibleDateOf(fileName)];
      files.push({ path, fileName, sizeBytes: found.size, snapshotDate, impossibleDate });
    } else {
      ignored.push(fileName);
    }
  }
  return { files, ignored } satisfies InboxContent;
});
