import { join } from "node:path";
import { crc32 } from "node:zlib";
import { Effect, Stream } from "effect";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { ExtractError } from "../errors.ts";
import { chooseTable } from "./chooseTable.ts";
import { withPartFile } from "./withPartFile.ts";
import { BadZip, NoSingleTable, TooLarge } from "./ZipReason.ts";

/** The table that was unpacked from a zip file. */
export interface UnzippedTable {
  readonly path: string;
  readonly fileName: string;
  /** Name inside the zip file, with its folder. */
  readonly entryName: string;
}

/** Which table to take from a zip file, where to put it, and how large it may be. */
export interface UnzipRequest {
  readonly zipPath: string;
  /** How messages call the zip file, when its path says nothing to the user. */
  readonly label: string;
  readonly folder: string;
  /** Folder of the part file meanwhile, on the same file system. */
  readonly partFolder: string;
  readonly preferred: string;
  readonly maxBytes: number;
}

const operation = "extract.unzipTable";

// A zip of a registry holds thousands of records at most; a list beyond this is an attack on memory, not a data set.
const maxEntries = 200_000;

// Characters that some file system refuses, or takes for a path.
const safeName = (entryName: string): string =>
  entryName.slice(entryName.lastIndexOf("/") + 1).replace(/[\p{Cc}<>:"\\|?*]/gu, "_");

/**
 * Unpacks the one table of a zip file.
 *
 * Reads    the zip file at `zipPath`
 * Writes   `folder`/<name of the table>, whole or not at all; the entry's own folders are ignored, so it cannot leave `folder`
 * Errors   `BadZip` (no end record, encrypted, unsafe names, wrong size, wrong CRC-32), `NoSingleTable`, `TooLarge` (zip bomb),
 *          `FileAccessFailed`, `DiskFull`; none is retryable
 * Source   APPNOTE.TXT 6.3.10 through yauzl, which checks names and sizes; the CRC-32 is checked here
 */
export const unzipTable = Effect.fn("extract.unzipTable")(function* (request: UnzipRequest) {
  const { label, maxBytes } = request;
  const fail = (reason: BadZip | NoSingleTable | TooLarge) => new ExtractError({ operation, reason });
  const badZip = (problem: string) => fail(new BadZip({ path: label, problem }));
  const unreadable = (cause: unknown) =>
    badZip(cause instanceof Error ? cause.message.replace(/\.$/, "") : "unreadable");
  const attempt = <A>(run: () => Promise<A>) => Effect.tryPromise({ try: run, catch: unreadable });

  const listEntries = async (zip: ZipFile): Promise<ReadonlyArray<Entry>> => {
    const entries: Array<Entry> = [];
    for await (const entry of zip.eachEntry()) {
      if (entries.push(entry) > maxEntries) throw new Error(`more than ${maxEntries} entries`);
    }
    return entries;
  };

  const unpack = (zip: ZipFile, entry: Entry, target: string) =>
    withPartFile(operation, request.partFolder, (part) =>
      Effect.gen(function* () {
        const bytes = yield* attempt(() => zip.openReadStreamPromise(entry));
        const seen = { crc: 0, size: 0 };
        yield* Stream.fromAsyncIterable<Uint8Array, ExtractError>(bytes, unreadable).pipe(
          Stream.runForEach((chunk) => {
            seen.crc = crc32(chunk, seen.crc);
            seen.size += chunk.length;
            return seen.size > maxBytes
              ? Effect.fail(
                  fail(new TooLarge({ what: `${label}#${entry.fileName}`, limitBytes: maxBytes, foundBytes: null })),
                )
              : part.write(chunk);
          }),
        );
        if (seen.crc !== entry.crc32)
          return yield* badZip(`the CRC-32 of ${entry.fileName} does not match its content`);
        yield* part.keepAs(target);
      }),
    );

  return yield* Effect.acquireUseRelease(
    attempt(() => openPromise(request.zipPath, { autoClose: false })),
    (zip) =>
      Effect.gen(function* () {
        const entries = yield* attempt(() => listEntries(zip));
        const names = entries.map(({ fileName }) => fileName);
        const choice = chooseTable(names, request.preferred);
        const entry = choice._tag === "Chosen" ? entries.find(({ fileName }) => fileName === choice.name) : undefined;
        if (choice._tag === "Unclear" || entry === undefined) {
          const tableCount = choice._tag === "Unclear" ? choice.tableCount : 0;
          const files = names.filter((name) => !name.endsWith("/"));
          return yield* fail(
            new NoSingleTable({ path: label, expected: request.preferred, entries: files, tableCount }),
          );
        }
        if (entry.isEncrypted()) return yield* badZip(`${entry.fileName} is encrypted`);
        if (entry.uncompressedSize > maxBytes) {
          const what = `${label}#${entry.fileName}`;
          return yield* fail(new TooLarge({ what, limitBytes: maxBytes, foundBytes: entry.uncompressedSize }));
        }
        const fileName = safeName(entry.fileName);
        const path = join(request.folder, fileName);
        yield* unpack(zip, entry, path);
        return { path, fileName, entryName: entry.fileName } satisfies UnzippedTable;
      }),
    (zip) => Effect.sync(() => zip.close()),
  );
});
