import { readFile } from "node:fs/promises";
import { Config, Effect, Option, Redacted } from "effect";
import { DatabaseError } from "./errors.ts";

const invalid = (detail: string, remedy: string) =>
  new DatabaseError({
    operation: "database.configure",
    reason: "InvalidConfiguration",
    sqlState: null,
    detail,
    remedy,
    isRetryable: false,
  });

/** Where the program keeps what is its own: the embedded server, the archive, downloads. */
export const homeFolder = Config.withDefault(Config.NonEmptyString("TRIALFLOW_HOME"), ".trialflow");

const databaseUrl = Config.all({
  url: Config.option(Config.Redacted("DATABASE_URL")),
  file: Config.option(Config.NonEmptyString("DATABASE_URL_FILE")),
});

/** Reads the URL of the server to use from DATABASE_URL or the file named by DATABASE_URL_FILE; none means the embedded server. */
export const configuredUrl = Effect.gen(function* () {
  const { url, file } = yield* databaseUrl;
  if (Option.isSome(url) && Redacted.value(url.value) !== "") return url;
  if (Option.isNone(file)) return Option.none<Redacted.Redacted<string>>();
  const content = yield* Effect.tryPromise({
    try: () => readFile(file.value, "utf8"),
    catch: () => invalid(`the file ${file.value} cannot be read`, "Check DATABASE_URL_FILE and the file's rights."),
  });
  return Option.some(Redacted.make(content.trim()));
});
