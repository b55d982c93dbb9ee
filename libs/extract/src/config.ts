import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { ByteSize, Config, Duration, Option, type Redacted, Schema } from "effect";

/** What the Kaggle source needs to know; see `ExtractConfig` for the variables behind it. */
export interface KaggleSettings {
  /** Base of the HTTP API, no trailing slash needed, no user or password in it. */
  readonly url: URL;
  /** `owner/dataset`. */
  readonly dataset: string;
  /** Name of the table file inside the dataset. */
  readonly fileName: string;
  /** Folder that receives finished downloads and, meanwhile, their `.part` files. */
  readonly downloads: string;
  readonly responseTimeout: Duration.Duration;
  readonly idleTimeout: Duration.Duration;
  readonly totalTimeout: Duration.Duration;
  /** Requests per file at most, the first included. */
  readonly attempts: number;
  /** Wait before the second attempt; it doubles from there, with jitter. */
  readonly retryDelay: Duration.Duration;
  /** Longest `Retry-After` that is waited for; a longer one fails at once and says so. */
  readonly maxRetryAfter: Duration.Duration;
  /** Bound for a download and, separately, for what is unpacked from it. */
  readonly maxBytes: number;
  readonly credentials: KaggleCredentialSettings;
}

/** Where Kaggle credentials may be found. Values stay `Redacted`; files are read only when Kaggle is really asked. */
export interface KaggleCredentialSettings {
  readonly token: Option.Option<Redacted.Redacted>;
  readonly tokenFile: Option.Option<string>;
  readonly username: Option.Option<Redacted.Redacted>;
  readonly usernameFile: Option.Option<string>;
  readonly key: Option.Option<Redacted.Redacted>;
  readonly keyFile: Option.Option<string>;
  /** Folder of `access_token` and `kaggle.json`. */
  readonly folder: string;
}

/** Where input files come from. Paths are absolute. */
export interface SourceSettings {
  readonly inbox: string;
  readonly sample: string;
  readonly isOffline: boolean;
  /** Folder that receives tables unpacked from local zip files. */
  readonly downloads: string;
  /** Preferred table inside a zip file that holds several. */
  readonly fileName: string;
  /** Bound for what is unpacked from one zip file. */
  readonly maxBytes: number;
}

const text = (name: string, fallback: string) => Config.NonEmptyString(name).pipe(Config.withDefault(fallback));

const path = (name: string, fallback: string) => text(name, fallback).pipe(Config.map((value) => resolve(value)));

const duration = (name: string, fallback: Duration.Input) =>
  Config.schema(
    Schema.DurationFromString.check(
      Schema.makeFilter(
        (value: Duration.Duration) => Duration.toMillis(value) > 0 || "Expected a duration longer than zero",
      ),
    ),
    name,
  ).pipe(Config.withDefault(Duration.fromInputUnsafe(fallback)));

const byteSize = (name: string, fallback: number) =>
  Config.ByteSize(name).pipe(
    Config.map((size) => Option.getOrElse(ByteSize.toNumber(size), () => Number.MAX_SAFE_INTEGER)),
    Config.withDefault(fallback),
  );

const home = path("TRIALFLOW_HOME", ".trialflow");
const downloads = home.pipe(Config.map((folder) => join(folder, "downloads")));
const fileName = text("TRIALFLOW_EXTRACT_KAGGLE_FILE", "COVID clinical trials.csv");
const maxBytes = byteSize("TRIALFLOW_EXTRACT_MAX_SIZE", 2 * 1024 ** 3);

const apiUrl = Config.schema(
  Schema.URLFromString.check(
    Schema.makeFilter(
      (url: URL) =>
        ["http:", "https:"].includes(url.protocol) || "Expected an address that begins with https:// or http://",
    ),
    Schema.makeFilter(
      (url: URL) => (url.username === "" && url.password === "") || "Expected an address without user and password",
    ),
    Schema.makeFilter((url: URL) => (url.search === "" && url.hash === "") || "Expected an address without ? and #"),
  ),
  "TRIALFLOW_EXTRACT_KAGGLE_URL",
).pipe(Config.withDefault(new URL("https://www.kaggle.com/api/v1")));

const dataset = Config.schema(
  Schema.String.check(
    Schema.makeFilter(
      (value: string) =>
        /^[A-Za-z0-9][\w-]*\/[A-Za-z0-9][\w-]*$/.test(value) || "Expected a dataset in the form owner/dataset",
    ),
  ),
  "TRIALFLOW_EXTRACT_KAGGLE_DATASET",
).pipe(Config.withDefault("parulpandey/covid19-clinical-trials-dataset"));

const attempts = Config.schema(
  Schema.FiniteFromString.check(Schema.isInt(), Schema.isBetween({ minimum: 1, maximum: 10 })),
  "TRIALFLOW_EXTRACT_KAGGLE_ATTEMPTS",
).pipe(Config.withDefault(3));

const credentials: Config.Config<KaggleCredentialSettings> = Config.all({
  token: Config.option(Config.Redacted("KAGGLE_API_TOKEN")),
  tokenFile: Config.option(Config.NonEmptyString("KAGGLE_API_TOKEN_FILE")),
  username: Config.option(Config.Redacted("KAGGLE_USERNAME")),
  usernameFile: Config.option(Config.NonEmptyString("KAGGLE_USERNAME_FILE")),
  key: Config.option(Config.Redacted("KAGGLE_KEY")),
  keyFile: Config.option(Config.NonEmptyString("KAGGLE_KEY_FILE")),
  folder: text("KAGGLE_CONFIG_DIR", join(homedir(), ".kaggle")),
});

/**
 * Reads the settings of the Kaggle source and of local sources from the environment.
 *
 * | variable | default | meaning |
 * | --- | --- | --- |
 * | `TRIALFLOW_HOME` | `.trialflow` | Working folder; downloads and unpacked tables go to its `downloads` folder. |
 * | `TRIALFLOW_EXTRACT_INBOX` | `data/inbox` | Folder whose `*.csv`, `*.tsv`, `*.txt` and `*.zip` files are loaded when no file is named. |
 * | `TRIALFLOW_EXTRACT_SAMPLE` | `data/sample/covid-19-trials-sample.csv` | Bundled file that is used when Kaggle cannot be reached. |
 * | `TRIALFLOW_EXTRACT_OFFLINE` | `false` | `true`: never ask Kaggle. |
 * | `TRIALFLOW_EXTRACT_MAX_SIZE` | `2 GiB` | Bound for one download and for one table unpacked from a zip file, with a unit (`500 MB`, `2 GiB`). |
 * | `TRIALFLOW_EXTRACT_KAGGLE_DATASET` | `parulpandey/covid19-clinical-trials-dataset` | Dataset as `owner/dataset`. |
 * | `TRIALFLOW_EXTRACT_KAGGLE_FILE` | `COVID clinical trials.csv` | Table file in that dataset, and in a zip file that holds several. |
 * | `TRIALFLOW_EXTRACT_KAGGLE_URL` | `https://www.kaggle.com/api/v1` | Base address of the Kaggle API, for a mirror or a test server. |
 * | `TRIALFLOW_EXTRACT_KAGGLE_RESPONSE_TIMEOUT` | `30 seconds` | Longest wait for the head of a response. |
 * | `TRIALFLOW_EXTRACT_KAGGLE_IDLE_TIMEOUT` | `60 seconds` | Longest wait between two pieces of a download. |
 * | `TRIALFLOW_EXTRACT_KAGGLE_TOTAL_TIMEOUT` | `15 minutes` | Longest time for Kaggle altogether, all attempts included. |
 * | `TRIALFLOW_EXTRACT_KAGGLE_ATTEMPTS` | `3` | Attempts per request, 1 to 10. |
 * | `TRIALFLOW_EXTRACT_KAGGLE_RETRY_DELAY` | `500 millis` | Wait before the second attempt; doubles each time, with jitter. |
 * | `TRIALFLOW_EXTRACT_KAGGLE_MAX_RETRY_AFTER` | `2 minutes` | Longest `Retry-After` of Kaggle that is waited for. |
 * | `KAGGLE_API_TOKEN`, `KAGGLE_API_TOKEN_FILE` | none | Kaggle access token, or the file that holds it. |
 * | `KAGGLE_USERNAME`, `KAGGLE_USERNAME_FILE` | none | User of a legacy API key, or the file that holds it. |
 * | `KAGGLE_KEY`, `KAGGLE_KEY_FILE` | none | Legacy API key, or the file that holds it. |
 * | `KAGGLE_CONFIG_DIR` | `~/.kaggle` | Folder of `access_token` (token) and `kaggle.json` (legacy user and key). |
 *
 * Relative paths start at the working directory. An empty variable counts as not set. Credentials are looked for in the order of
 * the last four rows: token, user and key, `access_token`, `kaggle.json`. Without any, public datasets are asked for anonymously.
 */
export const ExtractConfig: Config.Config<{ readonly kaggle: KaggleSettings; readonly sources: SourceSettings }> =
  Config.all({
    kaggle: Config.all({
      url: apiUrl,
      dataset,
      fileName,
      downloads,
      responseTimeout: duration("TRIALFLOW_EXTRACT_KAGGLE_RESPONSE_TIMEOUT", "30 seconds"),
      idleTimeout: duration("TRIALFLOW_EXTRACT_KAGGLE_IDLE_TIMEOUT", "60 seconds"),
      totalTimeout: duration("TRIALFLOW_EXTRACT_KAGGLE_TOTAL_TIMEOUT", "15 minutes"),
      attempts,
      retryDelay: duration("TRIALFLOW_EXTRACT_KAGGLE_RETRY_DELAY", "500 millis"),
      maxRetryAfter: duration("TRIALFLOW_EXTRACT_KAGGLE_MAX_RETRY_AFTER", "2 minutes"),
      maxBytes,
      credentials,
    }),
    sources: Config.all({
      inbox: path("TRIALFLOW_EXTRACT_INBOX", "data/inbox"),
      sample: path("TRIALFLOW_EXTRACT_SAMPLE", "data/sample/covid-19-trials-sample.csv"),
      isOffline: Config.Boolean("TRIALFLOW_EXTRACT_OFFLINE").pipe(Config.withDefault(false)),
      downloads,
      fileName,
      maxBytes,
    }),
  });
