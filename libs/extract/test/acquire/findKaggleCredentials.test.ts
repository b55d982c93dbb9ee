import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Effect, Option, Redacted } from "effect";
import { describe, expect, it } from "vitest";
import { authorizationOf, findKaggleCredentials } from "../../src/acquire/KaggleCredentials.ts";
import { ExtractConfig } from "../../src/config.ts";
import { temporaryFolder } from "../temporaryFolder.ts";
import { runWithEnv } from "./runWithEnv.ts";

const find = async (env: Record<string, string>, files: Record<string, string> = {}) => {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(folder, name), content);
    await chmod(join(folder, name), 0o600);
  }
  const filled = Object.entries(env).map(([name, value]) => [name, value.replace("FOLDER", folder)]);
  const outcome = await runWithEnv(
    { KAGGLE_CONFIG_DIR: folder, ...Object.fromEntries(filled) },
    Effect.flatMap(ExtractConfig, ({ kaggle }) => findKaggleCredentials(kaggle.credentials)),
  );
  return { outcome, folder };
};

const headerOf = ({ outcome }: Awaited<ReturnType<typeof find>>) =>
  Option.map(outcome.value, (credentials) => Redacted.value(authorizationOf(credentials)));

const basic = (pair: string) => Option.some(`Basic ${Buffer.from(pair).toString("base64")}`);
const keyFile = '{"username": "grace", "key": "from-json"}';

describe("findKaggleCredentials", () => {
  it("finds none in an empty environment", async () => {
    expect(headerOf(await find({}))).toEqual(Option.none());
  });

  it.each<[string, Record<string, string>, Record<string, string>, Option.Option<string>]>([
    ["a token", { KAGGLE_API_TOKEN: "tok" }, {}, Option.some("Bearer tok")],
    ["a token file", { KAGGLE_API_TOKEN_FILE: "FOLDER/secret" }, { secret: "tok\n" }, Option.some("Bearer tok")],
    ["user and key", { KAGGLE_USERNAME: "ada", KAGGLE_KEY: "k3y" }, {}, basic("ada:k3y")],
    [
      "user and key file",
      { KAGGLE_USERNAME: "ada", KAGGLE_KEY_FILE: "FOLDER/secret" },
      { secret: " k3y\r\n" },
      basic("ada:k3y"),
    ],
    ["user file and key", { KAGGLE_USERNAME_FILE: "FOLDER/who", KAGGLE_KEY: "k3y" }, { who: "ada" }, basic("ada:k3y")],
    ["the access_token file", {}, { access_token: "tok\n" }, Option.some("Bearer tok")],
    ["the kaggle.json file", {}, { "kaggle.json": keyFile }, basic("grace:from-json")],
    [
      "kaggle.json when only a user is set",
      { KAGGLE_USERNAME: "ada" },
      { "kaggle.json": keyFile },
      basic("grace:from-json"),
    ],
    [
      "the token before user and key",
      { KAGGLE_API_TOKEN: "tok", KAGGLE_USERNAME: "ada", KAGGLE_KEY: "k" },
      {},
      Option.some("Bearer tok"),
    ],
    [
      "variables before files",
      { KAGGLE_USERNAME: "ada", KAGGLE_KEY: "k3y" },
      { access_token: "tok" },
      basic("ada:k3y"),
    ],
    ["access_token before kaggle.json", {}, { access_token: "tok", "kaggle.json": keyFile }, Option.some("Bearer tok")],
    [
      "empty variables as not set",
      { KAGGLE_API_TOKEN: "", KAGGLE_KEY_FILE: "" },
      { access_token: "tok" },
      Option.some("Bearer tok"),
    ],
  ])("takes %s", async (_, env, files, header) => {
    expect(headerOf(await find(env, files))).toEqual(header);
  });

  it("says where credentials were found", async () => {
    const { outcome, folder } = await find({}, { "kaggle.json": keyFile });
    expect(Option.map(outcome.value, ({ foundIn }) => foundIn)).toEqual(Option.some(join(folder, "kaggle.json")));
  });

  it.each<[string, Record<string, string>, Record<string, string>, string, string]>([
    [
      "a variable and its file form",
      { KAGGLE_API_TOKEN: "s3cret", KAGGLE_API_TOKEN_FILE: "FOLDER/x" },
      {},
      "KAGGLE_API_TOKEN and KAGGLE_API_TOKEN_FILE",
      "both are set",
    ],
    ["a key without a user", { KAGGLE_KEY: "s3cret" }, {}, "KAGGLE_KEY", "KAGGLE_USERNAME is not set"],
    [
      "a named file that is missing",
      { KAGGLE_API_TOKEN_FILE: "FOLDER/gone" },
      {},
      "KAGGLE_API_TOKEN_FILE",
      "there is no file",
    ],
    ["a named file that is a folder", { KAGGLE_API_TOKEN_FILE: "FOLDER" }, {}, "KAGGLE_API_TOKEN_FILE", "EISDIR"],
    ["an empty named file", { KAGGLE_API_TOKEN_FILE: "FOLDER/x" }, { x: "\n" }, "KAGGLE_API_TOKEN_FILE", "it is empty"],
    ["a token with a line break", { KAGGLE_API_TOKEN: "s3cret\nx: y" }, {}, "KAGGLE_API_TOKEN", "line breaks"],
    ["a token of two lines", {}, { access_token: "s3cret\nother" }, "access_token", "line breaks"],
    ["a kaggle.json that is no JSON", {}, { "kaggle.json": "s3cret" }, "kaggle.json", "it is no JSON"],
    [
      "a kaggle.json without a key",
      {},
      { "kaggle.json": '{"username": "s3cret"}' },
      "kaggle.json",
      "username or key is missing",
    ],
    ["a kaggle.json that is a list", {}, { "kaggle.json": '["s3cret"]' }, "kaggle.json", "username or key is missing"],
    [
      "a kaggle.json with a number for a key",
      {},
      { "kaggle.json": '{"username": "s3cret", "key": 5}' },
      "kaggle.json",
      "missing",
    ],
  ])("refuses %s, names the place and shows no value", async (_, env, files, where, problem) => {
    const { outcome } = await find(env, files);
    expect(outcome.error.reason._tag).toBe("CredentialsUnusable");
    expect(outcome.error.message).toContain(where);
    expect(outcome.error.message).toContain(problem);
    expect(outcome.printed).not.toContain("s3cret");
  });

  it.skipIf(process.platform === "win32")("warns of a file that other users may read", async () => {
    const folder = temporaryFolder();
    const path = join(folder, "access_token");
    await writeFile(path, "s3cret");
    for (const [mode, count] of [
      [0o644, 1],
      [0o600, 0],
    ] as const) {
      await chmod(path, mode);
      const outcome = await runWithEnv(
        { KAGGLE_CONFIG_DIR: folder },
        Effect.flatMap(ExtractConfig, ({ kaggle }) => findKaggleCredentials(kaggle.credentials)),
      );
      expect(outcome.logs).toHaveLength(count);
      expect(outcome.logs.join()).not.toContain("s3cret");
    }
  });
});
