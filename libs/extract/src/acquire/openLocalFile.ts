import { createHash } from "node:crypto";
import { basename, join } from "node:path";
import { Effect } from "effect";
import type { SourceSettings } from "../config.ts";
import { ExtractError } from "../errors.ts";
import type { AcquiredFile, Origin } from "./AcquiredFile.ts";
import { datesOfNames } from "./datesOfNames.ts";
import { isZip } from "./isZip.ts";
import { readHead } from "./readHead.ts";
import { unzipTable } from "./unzipTable.ts";
import { BadZip } from "./ZipReason.ts";

const operation = "extract.openLocalFile";

/**
 * Makes a local file ready for reading: a zip file is unpacked, any other is taken as it is.
 *
 * Zip files are told by their first bytes, not by name; a file that is called `.zip` and is none is refused.
 *
 * Writes   the unpacked table below `{downloads}/unzipped`, in a folder of its own for each zip file
 * Errors   `BadZip`, `NoSingleTable`, `TooLarge`, `FileNotFound`, `FileAccessFailed`, `DiskFull`
 */
export const openLocalFile = Effect.fn(operation)(function* (
  path: string,
  origin: Extract<Origin, "file" | "inbox">,
  settings: Pick<SourceSettings, "downloads" | "fileName" | "maxBytes">,
) {
  const fileName = basename(path);
  if (!isZip(yield* readHead(operation, path, 4))) {
    if (!/\.zip$/i.test(fileName)) {
      return { path, fileName, origin, uri: path, ...datesOfNames(fileName) } satisfies AcquiredFile;
    }
    const problem = "it does not begin like one";
    return yield* new ExtractError({ operation, reason: new BadZip({ path, problem }) });
  }
  // Two zip files may hold tables of one name, and both must be there until they are archived.
  const own = createHash("sha256").update(path).digest("hex").slice(0, 16);
  const table = yield* unzipTable({
    zipPath: path,
    label: path,
    folder: join(settings.downloads, "unzipped", own),
    partFolder: settings.downloads,
    preferred: settings.fileName,
    maxBytes: settings.maxBytes,
  });
  return {
    path: table.path,
    fileName: table.fileName,
    origin,
    uri: `${path}#${table.entryName}`,
    ...datesOfNames(table.fileName, fileName),
  } satisfies AcquiredFile;
});
