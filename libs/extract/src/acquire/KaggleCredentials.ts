import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { Effect, Option, Redacted } from "effect";
import type { KaggleCredentialSettings } from "../config.ts";
import { ExtractError } from "../errors.ts";
import { CredentialsUnusable } from "./CredentialReason.ts";

/** Credentials of Kaggle and the place they came from. */
export type KaggleCredentials =
  | { readonly _tag: "Token"; readonly foundIn: string; readonly token: Redacted.Redacted }
  | {
      readonly _tag: "Key";
      readonly foundIn: string;
      readonly username: Redacted.Redacted;
      readonly key: Redacted.Redacted;
    };

/** A secret and where it stood. */
interface Found {
  readonly where: string;
  readonly value: Redacted.Redacted;
}

const unusable = (where: string, problem: string) =>
  new ExtractError({ operation: "extract.findKaggleCredentials", reason: new CredentialsUnusable({ where, problem }) });

const codeOf = (cause: unknown): string => (cause instanceof Error && "code" in cause ? String(cause.code) : "UNKNOWN");

const readSecretFile = (where: string, path: string) =>
  Effect.tryPromise({ try: () => readFile(path, "utf8"), catch: codeOf }).pipe(
    Effect.map(Option.some),
    Effect.catch((code) =>
      code === "ENOENT" || code === "ENOTDIR"
        ? Effect.succeedNone
        : Effect.fail(
            unusable(where, `the file ${path} cannot be read (${code}), expected one that this user may read`),
          ),
    ),
  );

// A line break or blank inside would end up in a header, where the HTTP client reports it with the value.
const checked = (where: string, text: string) => {
  const value = text.trim();
  if (value === "") return Effect.fail(unusable(where, "it is empty"));
  return /^[\x21-\x7e]+$/.test(value)
    ? Effect.succeed<Found>({ where, value: Redacted.make(value) })
    : Effect.fail(unusable(where, "it holds blanks, line breaks or other signs that no Kaggle token or key has"));
};

const fromVariable = Effect.fnUntraced(function* (
  name: string,
  value: Option.Option<Redacted.Redacted>,
  file: Option.Option<string>,
) {
  if (Option.isSome(value) && Option.isSome(file)) {
    return yield* unusable(`${name} and ${name}_FILE`, "both are set, expected one of them");
  }
  if (Option.isSome(value)) return Option.some(yield* checked(name, Redacted.value(value.value)));
  if (Option.isNone(file)) return Option.none<Found>();
  const where = `${name}_FILE`;
  const content = yield* readSecretFile(where, file.value);
  if (Option.isNone(content)) return yield* unusable(where, `there is no file ${file.value}`);
  return Option.some(yield* checked(where, content.value));
});

const stringField = (json: unknown, name: string): string | null =>
  typeof json === "object" && json !== null && name in json
    ? ((value: unknown) => (typeof value === "string" ? value : null))(Reflect.get(json, name))
    : null;

const parseKey = Effect.fnUntraced(function* (path: string, content: string) {
  const expected = 'expected {"username": "...", "key": "..."}';
  // The parser's own message quotes the text it stumbled over, which may be the key.
  const json = yield* Effect.try({
    try: (): unknown => JSON.parse(content),
    catch: () => unusable(path, `it is no JSON, ${expected}`),
  });
  const username = stringField(json, "username");
  const key = stringField(json, "key");
  if (username === null || key === null) return yield* unusable(path, `username or key is missing, ${expected}`);
  return { username: (yield* checked(path, username)).value, key: (yield* checked(path, key)).value };
});

const warnWhenShared = (path: string) =>
  Effect.tryPromise(() => stat(path)).pipe(
    Effect.flatMap(({ mode }) =>
      process.platform !== "win32" && (mode & 0o077) !== 0
        ? Effect.logWarning(`${path} can be read by other users of this machine; run: chmod 600 ${path}`)
        : Effect.void,
    ),
    Effect.ignore,
  );

/**
 * Finds the credentials for Kaggle: `KAGGLE_API_TOKEN`, then `KAGGLE_USERNAME` with `KAGGLE_KEY` (each also as `*_FILE`), then
 * `access_token` and `kaggle.json` in Kaggle's own folder. None at all is fine: Kaggle is asked anonymously.
 *
 * Reads    the named files, only when called
 * Errors   `CredentialsUnusable` for something that is there but cannot be used; falling through to the next place would hide it
 * Source   Kaggle's own clients: kaggle-api, kagglesdk/kaggle_http_client.py; kagglehub, config.py
 */
export const findKaggleCredentials = Effect.fn("extract.findKaggleCredentials")(function* (
  settings: KaggleCredentialSettings,
) {
  const token = yield* fromVariable("KAGGLE_API_TOKEN", settings.token, settings.tokenFile);
  if (Option.isSome(token)) {
    return Option.some<KaggleCredentials>({ _tag: "Token", foundIn: token.value.where, token: token.value.value });
  }

  const username = yield* fromVariable("KAGGLE_USERNAME", settings.username, settings.usernameFile);
  const key = yield* fromVariable("KAGGLE_KEY", settings.key, settings.keyFile);
  if (Option.isSome(username) && Option.isSome(key)) {
    const foundIn = `${username.value.where} and ${key.value.where}`;
    return Option.some<KaggleCredentials>({
      _tag: "Key",
      foundIn,
      username: username.value.value,
      key: key.value.value,
    });
  }
  if (Option.isSome(key)) return yield* unusable(key.value.where, "KAGGLE_USERNAME is not set, expected both");
  // A user name alone is no secret and gives no access: many set it for other programs.

  const tokenPath = join(settings.folder, "access_token");
  const tokenText = yield* readSecretFile(tokenPath, tokenPath);
  if (Option.isSome(tokenText)) {
    yield* warnWhenShared(tokenPath);
    const found = yield* checked(tokenPath, tokenText.value);
    return Option.some<KaggleCredentials>({ _tag: "Token", foundIn: tokenPath, token: found.value });
  }

  const keyPath = join(settings.folder, "kaggle.json");
  const keyText = yield* readSecretFile(keyPath, keyPath);
  if (Option.isSome(keyText)) {
    yield* warnWhenShared(keyPath);
    return Option.some<KaggleCredentials>({
      _tag: "Key",
      foundIn: keyPath,
      ...(yield* parseKey(keyPath, keyText.value)),
    });
  }
  return Option.none<KaggleCredentials>();
});

/** Makes the value of the `Authorization` header: `Bearer` for a token, `Basic` for a legacy key (RFC 6750, RFC 7617). */
export const authorizationOf = (credentials: KaggleCredentials): Redacted.Redacted => {
  if (credentials._tag === "Token") return Redacted.make(`Bearer ${Redacted.value(credentials.token)}`);
  const pair = `${Redacted.value(credentials.username)}:${Redacted.value(credentials.key)}`;
  return Redacted.make(`Basic ${Buffer.from(pair, "utf8").toString("base64")}`);
};
