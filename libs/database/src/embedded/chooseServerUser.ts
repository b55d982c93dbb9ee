import { readdir, readFile, stat } from "node:fs/promises";
import { Effect } from "effect";
import { attemptFile, errorCode } from "./attemptFile.ts";
import { EmbeddedPostgresError } from "./EmbeddedPostgresError.ts";
import { findPasswdEntry } from "./findPasswdEntry.ts";
import type { ServerUser } from "./ServerUser.ts";

const passwdFile = "/etc/passwd";

const isEmptyFolder = (path: string): Promise<boolean> =>
  readdir(path).then(
    (names) => names.length === 0,
    () => false,
  );

/** Reads whose data it is; an empty folder is no data yet, whoever made it. */
const readOwner = (path: string): Effect.Effect<ServerUser | undefined, EmbeddedPostgresError> =>
  attemptFile("prepare", path, async () => {
    try {
      const { uid, gid } = await stat(path);
      return (await isEmptyFolder(path)) ? undefined : { uid, gid };
    } catch (error) {
      if (errorCode(error) === "ENOENT") return undefined;
      throw error;
    }
  });

const findNobody = Effect.fnUntraced(function* () {
  const passwd = yield* attemptFile("prepare", passwdFile, () => readFile(passwdFile, "utf8"));
  const nobody = findPasswdEntry(passwd, "nobody");
  if (nobody === undefined) {
    return yield* new EmbeddedPostgresError({
      operation: "prepare",
      reason: { _tag: "ServerUserMissing", detail: `${passwdFile} has no user "nobody" to run it as` },
    });
  }
  return nobody;
});

/**
 * Chooses the account of the server: nothing (the own account) except as root, whom PostgreSQL refuses.
 * Root runs it as the owner of an existing data folder, else as `nobody`.
 *
 * Errors   `WrongOwner` where the data folder belongs to root, or to another user than an ordinary caller
 */
export const chooseServerUser = Effect.fnUntraced(function* (dataFolder: string) {
  const userId = process.geteuid?.();
  if (userId === undefined) return undefined;
  const owner = yield* readOwner(dataFolder);
  if (owner === undefined) return userId === 0 ? yield* findNobody() : undefined;
  if (owner.uid === userId ? userId === 0 : userId !== 0) {
    return yield* new EmbeddedPostgresError({
      operation: "prepare",
      reason: {
        _tag: "WrongOwner",
        path: dataFolder,
        ownerId: owner.uid,
        userId: userId === 0 ? (yield* findNobody()).uid : userId,
      },
    });
  }
  return userId === 0 ? owner : undefined;
});
