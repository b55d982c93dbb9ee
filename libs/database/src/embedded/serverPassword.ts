import { randomBytes } from "node:crypto";
import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { Effect, Redacted } from "effect";
import { attemptFile, errorCode } from "./attemptFile.ts";
import { EmbeddedPostgresError, type EmbeddedPostgresOperation } from "./EmbeddedPostgresError.ts";
import type { ServerPlace } from "./ServerPlace.ts";
import { temporaryPath } from "./temporaryPath.ts";

/** Reads the superuser's password of a home, or nothing where none was made yet. */
export const findPassword = (operation: EmbeddedPostgresOperation, place: ServerPlace) =>
  attemptFile(operation, place.passwordFile, async () => {
    try {
      const password = (await readFile(place.passwordFile, "utf8")).trim();
      return password === "" ? undefined : Redacted.make(password, { label: "password" });
    } catch (error) {
      if (errorCode(error) === "ENOENT") return undefined;
      throw error;
    }
  });

/**
 * Reads the superuser's password of a home whose data folder exists.
 *
 * Errors   `PasswordMissing`
 */
export const readPassword = Effect.fnUntraced(function* (operation: EmbeddedPostgresOperation, place: ServerPlace) {
  const password = yield* findPassword(operation, place);
  if (password === undefined) {
    return yield* new EmbeddedPostgresError({
      operation,
      reason: { _tag: "PasswordMissing", passwordFile: place.passwordFile, dataFolder: place.dataFolder },
    });
  }
  return password;
});

const publish = async (temporary: string, file: string): Promise<void> => {
  try {
    // A link never replaces: of several processes the first one's password stays.
    await link(temporary, file);
  } catch (error) {
    if (errorCode(error) === "EEXIST") return;
    // Some file systems know no hard links.
    await rename(temporary, file);
  }
};

/**
 * Makes the superuser's password of a home: 256 random bits, in a file that its owner alone can read.
 *
 * Idempotent   yes; the first password stays
 */
export const ensurePassword = Effect.fnUntraced(function* (place: ServerPlace) {
  if ((yield* findPassword("initialise", place)) === undefined) {
    const temporary = yield* temporaryPath(place.passwordFile);
    yield* attemptFile("initialise", place.passwordFile, async () => {
      try {
        await writeFile(temporary, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600, flush: true });
        await publish(temporary, place.passwordFile);
      } finally {
        await rm(temporary, { force: true });
      }
    });
  }
  return yield* readPassword("initialise", place);
});
