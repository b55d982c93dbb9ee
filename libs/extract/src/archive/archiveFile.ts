import type { FileHandle } from "node:fs/promises";
import { chmod, mkdir, open, rename, stat, unlink } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { Effect } from "effect";
import { ExtractError } from "../errors.ts";
import { fileError } from "../fileError.ts";
import type { ArchivedFile } from "./ArchivedFile.ts";
import { ArchiveCorrupt, FileChangedWhileRead, NotAFile } from "./ArchiveReason.ts";
import { copyHashed } from "./copyHashed.ts";
import { describeChange, type FileState } from "./FileState.ts";
import { temporaryCopyName } from "./isOrphanedCopy.ts";
import { removeOrphanedCopies } from "./removeOrphanedCopies.ts";

const OPERATION = "extract.archiveFile";

/**
 * Copies a file's bytes into the archive under their SHA-256 and leaves the original as it is.
 *
 * Writes      `<archiveFolder>/sha256/<first two digits>/<sha256>`, mode 0444: copied to a temporary name on the same disk,
 *             synced, then renamed, so the final name never stands on half a file
 * Errors      `FileNotFound`, `NotAFile`, `FileAccessFailed`, `DiskFull`, `ArchiveCorrupt`; retryable: `FileChangedWhileRead`
 * Idempotent  yes, keyed by content: an archived file of the right size is reused
 */
export const archiveFile = Effect.fn("extract.archiveFile")(function* (
  path: string,
  archiveFolder: string,
): Effect.fn.Return<ArchivedFile, ExtractError> {
  const sourcePath = resolve(path);
  const folder = join(resolve(archiveFolder), "sha256");
  const before = yield* fileState(sourcePath);
  yield* attempt(folder, () => mkdir(folder, { recursive: true }));
  yield* removeOrphanedCopies(folder);

  const temporaryPath = join(folder, temporaryCopyName());
  return yield* Effect.gen(function* () {
    const copied = yield* withOpenFile(sourcePath, "r", (source) =>
      withOpenFile(temporaryPath, "wx", (target) =>
        copyHashed({ handle: source, path: sourcePath }, { handle: target, path: temporaryPath }, Number(before.size)),
      ),
    );
    const change = yield* fileState(sourcePath).pipe(
      Effect.map((after) => describeChange(before, after, copied.sizeBytes)),
      Effect.catchReason("ExtractError", "FileNotFound", () => Effect.succeed("it was removed")),
    );
    if (change !== undefined) {
      const reason = new FileChangedWhileRead({ path: sourcePath, change });
      return yield* new ExtractError({ operation: OPERATION, reason });
    }
    const archivedPath = join(folder, copied.sha256.slice(0, 2), copied.sha256);
    yield* keep(temporaryPath, archivedPath, copied.sizeBytes);
    return {
      ...copied,
      path: archivedPath,
      sourcePath,
      fileName: basename(sourcePath),
      modifiedAt: new Date(Number(before.mtimeNs / 1_000_000n)),
    };
  }).pipe(Effect.ensuring(Effect.ignore(Effect.tryPromise(() => unlink(temporaryPath)))));
});

/** Gives the finished copy its final name, unless that content stands there already. */
const keep = Effect.fnUntraced(function* (temporaryPath: string, archivedPath: string, sizeBytes: number) {
  const folder = join(archivedPath, "..");
  yield* attempt(folder, () => mkdir(folder, { recursive: true }));
  const existing = yield* fileState(archivedPath).pipe(
    Effect.catchReason("ExtractError", "FileNotFound", () => Effect.succeed(undefined)),
  );
  if (existing === undefined) {
    yield* attempt(temporaryPath, () => chmod(temporaryPath, 0o444));
    yield* attempt(archivedPath, () => rename(temporaryPath, archivedPath));
    yield* Effect.ignore(syncFolder(folder));
  } else if (existing.size !== BigInt(sizeBytes)) {
    const reason = new ArchiveCorrupt({
      path: archivedPath,
      found: `${existing.size} bytes`,
      expected: `${sizeBytes} bytes`,
    });
    return yield* new ExtractError({ operation: OPERATION, reason });
  }
});

const attempt = <A>(path: string, run: () => Promise<A>): Effect.Effect<A, ExtractError> =>
  Effect.tryPromise({ try: run, catch: fileError(OPERATION, path) });

const fileState = Effect.fnUntraced(function* (path: string): Effect.fn.Return<FileState, ExtractError> {
  const state = yield* attempt(path, () => stat(path, { bigint: true }));
  if (state.isFile()) return state;
  const reason = new NotAFile({ path, found: state.isDirectory() ? "a folder" : "a device or a pipe" });
  return yield* new ExtractError({ operation: OPERATION, reason });
});

const withOpenFile = <A, E>(
  path: string,
  flags: "r" | "wx",
  use: (handle: FileHandle) => Effect.Effect<A, E>,
): Effect.Effect<A, E | ExtractError> =>
  Effect.acquireUseRelease(
    attempt(path, () => open(path, flags)),
    use,
    (handle) => Effect.ignore(Effect.tryPromise(() => handle.close())),
  );

/** Makes the new name durable; systems that cannot sync a folder (Windows) keep the rename all the same. */
const syncFolder = (folder: string) => withOpenFile(folder, "r", (handle) => attempt(folder, () => handle.sync()));
