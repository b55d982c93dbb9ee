import { chown, copyFile, mkdir, open, rename, rmdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Effect } from "effect";
import { attemptFile } from "./attemptFile.ts";
import { EmbeddedPostgresError } from "./EmbeddedPostgresError.ts";
import { fileExists } from "./fileExists.ts";
import type { NativeFolder } from "./NativeFolder.ts";
import { type InitdbResult, runInitdb } from "./runInitdb.ts";
import type { ServerPlace } from "./ServerPlace.ts";
import type { ServerUser } from "./ServerUser.ts";
import { ensurePassword } from "./serverPassword.ts";
import { removePath, temporaryPath } from "./temporaryPath.ts";

/** What a new data folder needs. */
export interface InitialiseOptions {
  readonly place: ServerPlace;
  readonly native: NativeFolder;
  readonly user: ServerUser | undefined;
  readonly durable: boolean;
}

const initdbFailure = (dataFolder: string, { output }: InitdbResult) =>
  new EmbeddedPostgresError({
    operation: "initialise",
    reason: /No space left on device|Disk quota exceeded/.test(output)
      ? { _tag: "DiskFull", path: dataFolder, detail: "initdb ran out of space" }
      : { _tag: "InitFailed", dataFolder, output },
  });

/** Makes a folder that the server's user owns, with a copy of the password for initdb to read. */
const makeWorkFolder = async (folder: string, place: ServerPlace, user: ServerUser | undefined): Promise<string> => {
  const passwordFile = join(folder, "password");
  await mkdir(folder, { mode: 0o700 });
  await copyFile(place.passwordFile, passwordFile);
  if (user !== undefined) {
    for (const path of [passwordFile, folder]) await chown(path, user.uid, user.gid);
  }
  return passwordFile;
};

const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
};

/** The rename that makes the folder the data folder; the one of another process that was faster stays. */
const putInPlace = async (folder: string, { dataFolder }: ServerPlace, durable: boolean): Promise<void> => {
  // Some systems rename onto an empty folder and some do not.
  await rmdir(dataFolder).catch(() => undefined);
  try {
    await rename(folder, dataFolder);
  } catch (error) {
    const isThere = await stat(join(dataFolder, "PG_VERSION")).then(
      () => true,
      () => false,
    );
    if (!isThere) throw error;
  }
  if (durable) await syncFolder(dirname(dataFolder));
};

/**
 * Creates the data folder with initdb under a temporary name and renames it into place, so that a half-made one is never taken for data.
 *
 * Idempotent   yes; an existing data folder stays as it is
 * Errors       `DiskFull`, `InitFailed`, `BinariesUnusable`, `FileFailed`
 */
export const initialiseData = Effect.fn("database.initialiseEmbeddedData")(function* (options: InitialiseOptions) {
  const { place, native, user, durable } = options;
  yield* ensurePassword(place);
  const work = yield* temporaryPath(place.dataFolder);
  const folder = join(work, "data");
  yield* Effect.gen(function* () {
    const passwordFile = yield* attemptFile("initialise", work, () => makeWorkFolder(work, place, user));
    const result = yield* runInitdb({ native, user, folder, passwordFile, durable });
    if (!result.isDone) return yield* initdbFailure(place.dataFolder, result);
    if (!(yield* fileExists("initialise", join(folder, "PG_VERSION"))))
      return yield* initdbFailure(place.dataFolder, result);
    yield* attemptFile("initialise", place.dataFolder, () => putInPlace(folder, place, durable));
  }).pipe(Effect.ensuring(Effect.ignore(removePath(work), { log: "Warn" })));
});
