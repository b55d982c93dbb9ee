import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { Duration, Option } from "effect";
import { describe, expect, it } from "vitest";
import { ExtractConfig } from "../../src/config.ts";
import { runWithEnv } from "./runWithEnv.ts";

describe("ExtractConfig", () => {
  it("has a default for everything", async () => {
    const { kaggle, sources } = (await runWithEnv({}, ExtractConfig)).value;
    expect(sources).toEqual({
      inbox: resolve("data/inbox"),
      sample: resolve("data/sample/covid-19-trials-sample.csv"),
      isOffline: false,
      downloads: resolve(".trialflow/downloads"),
      fileName: "COVID clinical trials.csv",
      maxBytes: 2_147_483_648,
    });
    expect(kaggle.url.href).toBe("https://www.kaggle.com/api/v1");
    expect(kaggle.dataset).toBe("parulpandey/covid19-clinical-trials-dataset");
    expect(kaggle.attempts).toBe(3);
    expect(Duration.toSeconds(kaggle.responseTimeout)).toBe(30);
    expect(Duration.toSeconds(kaggle.idleTimeout)).toBe(60);
    expect(Duration.toMinutes(kaggle.totalTimeout)).toBe(15);
    expect(Option.isNone(kaggle.credentials.token)).toBe(true);
    expect(kaggle.credentials.folder).toMatch(/\.kaggle$/);
  });

  it.each([
    ["TRIALFLOW_EXTRACT_OFFLINE", "maybe", 'Expected "true"'],
    ["TRIALFLOW_EXTRACT_MAX_SIZE", "many", "Expected a valid ByteSize"],
    ["TRIALFLOW_EXTRACT_KAGGLE_DATASET", "only-one-part", "Expected a dataset in the form owner/dataset"],
    ["TRIALFLOW_EXTRACT_KAGGLE_DATASET", "owner/../other", "Expected a dataset in the form owner/dataset"],
    ["TRIALFLOW_EXTRACT_KAGGLE_URL", "kaggle.com", "Expected"],
    ["TRIALFLOW_EXTRACT_KAGGLE_URL", "ftp://kaggle.com", "Expected an address that begins with https://"],
    ["TRIALFLOW_EXTRACT_KAGGLE_URL", "https://ada:s3cret@kaggle.com", "Expected an address without user and password"],
    ["TRIALFLOW_EXTRACT_KAGGLE_URL", "https://kaggle.com?token=s3cret", "Expected an address without ? and #"],
    ["TRIALFLOW_EXTRACT_KAGGLE_ATTEMPTS", "0", "Expected a value between 1 and 10"],
    ["TRIALFLOW_EXTRACT_KAGGLE_ATTEMPTS", "1.5", "Expected an integer"],
    ["TRIALFLOW_EXTRACT_KAGGLE_IDLE_TIMEOUT", "60", "Expected a valid Duration"],
    ["TRIALFLOW_EXTRACT_KAGGLE_IDLE_TIMEOUT", "0 seconds", "Expected a duration longer than zero"],
  ])("refuses %s=%s, names the variable and says what is expected, not the value", async (name, value, expected) => {
    const { printed } = await runWithEnv({ [name]: value }, ExtractConfig);
    expect(printed).toContain("ConfigError");
    expect(printed).toContain(name);
    expect(printed).toContain(expected);
    expect(printed).not.toContain("s3cret");
  });

  it("never prints a credential", async () => {
    const secrets = { KAGGLE_API_TOKEN: "s3cret-1", KAGGLE_USERNAME: "s3cret-2", KAGGLE_KEY: "s3cret-3" };
    const { value } = await runWithEnv(secrets, ExtractConfig);
    expect(JSON.stringify(value)).not.toContain("s3cret");
    expect(String(Option.getOrThrow(value.kaggle.credentials.token))).toBe("<redacted>");
  });

  it("documents every variable it reads", async () => {
    const source = await readFile(new URL("../../src/config.ts", import.meta.url), "utf8");
    const read = [...source.matchAll(/"((?:TRIALFLOW|KAGGLE)_[A-Z_]+)"/g)].map(([, name]) => name ?? "");
    expect(read.length).toBeGreaterThan(15);
    for (const name of read) expect(source).toContain(`\`${name}\``);
  });
});
