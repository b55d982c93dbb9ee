import { chmod, cp, readdir, rename, stat } from "node:fs/promises";
import { join } from "node:path";
import { Effect } from "effect";
import { attemptFile, errorCode } from "./attemptFile.ts";
import { fileExists } from "./fileExists.ts";
import { findBlockingFolder } from "./findBlockingFolder.ts";
import { completeSymlinks, missingSymlinks } from "./librarySymlinks.ts";
import { type NativeFolder, nativeProgram } from "./NativeFolder.ts";
import type { ServerPlace } from "./ServerPlace.ts";
import type { ServerUser } from "./ServerUser.ts";
import { removePath, temporaryPath } from "./temporaryPath.ts";

const copyPrefix = "native-";

/** Lets every user read a tree and enter its folders, whatever the umask of the installation was. */
const openToAll = async (path: string): Promise<void> => {
  await chmod(path, 0o755);
  for (const entry of await readdir(path, { withFileTypes: true })) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) await openToAll(child);
    else if (entry.isFile()) await chmod(child, ((await stat(child)).mode & 0o100) === 0 ? 0o644 : 0o755);
  }
};

const removeOtherCopies = Effect.fnUntraced(function* (storageFolder: string, keep: string) {
  const names = yield* attemptFile("prepare", storageFolder, () => readdir(storageFolder));
  for (const name of names) {
    if (name.startsWith(copyPrefix) && !name.includes(".tmp-") && name !== keep) {
      yield* Effect.ignore(removePath(join(storageFolder, name)), { log: "Warn" });
    }
  }
});

/** Copies the binaries beside the data under a temporary name and renames them into place. */
const copyBinaries = Effect.fnUntraced(function* (native: NativeFolder, storageFolder: string) {
  const name = `${copyPrefix}${native.version}`;
  const path = join(storageFolder, name);
  if (!(yield* fileExists("prepare", path))) {
    yield* removeOtherCopies(storageFolder, name);
    const work = yield* temporaryPath(path);
    yield* Effect.gen(function* () {
      yield* attemptFile("prepare", work, () => cp(native.path, work, { recursive: true, verbatimSymlinks: true }));
      yield* attemptFile("prepare", work, () => openToAll(work));
      yield* completeSymlinks(work);
      yield* attemptFile("prepare", path, () =>
        rename(work, path).catch((error) => {
          if (!["ENOTEMPTY", "EEXIST"].includes(errorCode(error))) throw error;
        }),
      );
    }).pipe(Effect.ensuring(Effect.ignore(removePath(work), { log: "Warn" })));
  }
  yield* completeSymlinks(path);
  return { ...native, path } satisfies NativeFolder;
});

const isUsableBy = Effect.fnUntraced(function* (native: NativeFolder, user: ServerUser) {
  for (const path of [join(native.path, "lib"), join(native.path, "share"), nativeProgram(native, "postgres")]) {
    if ((yield* findBlockingFolder(path, user)) !== undefined) return false;
  }
  return true;
});

/**
 * Makes the server binaries usable: completes their library links, and copies them beside the data (60 MB, once per version) where the
 * package is read-only without them or lies where the server's user cannot reach it.
 *
 * Idempotent   yes, keyed by the version
 * Errors       `FileFailed`, `DiskFull`, `BinariesUnusable`
 */
export const prepareBinaries = Effect.fnUntraced(function* (
  native: NativeFolder,
  place: ServerPlace,
  user: ServerUser | undefined,
) {
  if (user !== undefined && !(yield* isUsableBy(native, user))) return yield* copyBinaries(native, place.storageFolder);
  if ((yield* missingSymlinks(native.path)).length === 0) return native;
  return yield* completeSymlinks(native.path).pipe(
    Effect.as(native),
    Effect.catch((error) =>
      error.reason._tag === "FileFailed" && ["EACCES", "EPERM", "EROFS"].includes(error.reason.code)
        ? copyBinaries(native, place.storageFolder)
        : Effect.fail(error),
    ),
  );
});
