import { basename, join } from "node:path";
import { type Config, Context, Duration, Effect, Layer, Option } from "effect";
import { FetchHttpClient, HttpClient } from "effect/http";
import { ExtractConfig, type KaggleSettings } from "../config.ts";
import { ExtractError } from "../errors.ts";
import { Timeout, UnexpectedContent } from "./HttpReason.ts";
import { isZip } from "./isZip.ts";
import { findKaggleCredentials, type KaggleCredentials } from "./KaggleCredentials.ts";
import { openResponse } from "./openResponse.ts";
import { readHead } from "./readHead.ts";
import { refuseNoData } from "./refuseNoData.ts";
import { retryPolicy } from "./retryPolicy.ts";
import { saveBody } from "./saveBody.ts";
import { unzipTable } from "./unzipTable.ts";
import { withoutSecrets } from "./withoutSecrets.ts";
import { withPartFile } from "./withPartFile.ts";

/** A table file that came from Kaggle. */
export interface KaggleTable {
  readonly path: string;
  readonly fileName: string;
  /** Address it came from, without secrets; `#name` names the file inside a zip file. */
  readonly uri: string;
}

const operation = "extract.fetchKaggleTable";
const headBytes = 64 * 1024;

const isLoopback = (host: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(host);

const datasetUrl = (settings: KaggleSettings): URL =>
  new URL(`${settings.url.href.replace(/\/+$/, "")}/datasets/download/${settings.dataset}`);

const fileUrl = (settings: KaggleSettings): URL =>
  new URL(`${datasetUrl(settings).href}/${encodeURIComponent(settings.fileName)}`);

const make = (settings: KaggleSettings, client: HttpClient.HttpClient): Kaggle["Service"] => {
  const { downloads, maxBytes, totalTimeout } = settings;
  const folder = join(downloads, "kaggle", settings.dataset);
  const fileName = basename(settings.fileName);

  /** Downloads one address; a body that is no zip file is taken as the table itself where `isTable`. */
  const download = Effect.fn("extract.downloadFromKaggle")(function* (
    address: URL,
    credentials: Option.Option<KaggleCredentials>,
    isTable: boolean,
  ) {
    const opened = yield* openResponse(client, settings, address, credentials);
    const uri = withoutSecrets(address);
    return yield* withPartFile(operation, downloads, (part) =>
      Effect.gen(function* () {
        const sizeBytes = yield* saveBody(opened, part, settings);
        const head = yield* readHead(operation, part.path, headBytes);
        if (isZip(head)) {
          const { path: zipPath } = part;
          const zip = { zipPath, label: uri, folder, partFolder: downloads, preferred: fileName, maxBytes };
          const table = yield* unzipTable(zip);
          yield* Effect.logInfo(`Downloaded ${sizeBytes} bytes from ${uri} and unpacked ${table.entryName}`);
          const entry = encodeURIComponent(table.entryName);
          return { path: table.path, fileName: table.fileName, uri: `${uri}#${entry}` } satisfies KaggleTable;
        }
        const contentType = opened.response.headers["content-type"] ?? "";
        yield* refuseNoData(contentType, head, opened.answer);
        if (!isTable) {
          const { url, credentials } = opened.answer;
          const reason = new UnexpectedContent({ url, found: "something that is no zip file", credentials });
          return yield* new ExtractError({ operation, reason });
        }
        const path = join(folder, fileName);
        yield* part.keepAs(path);
        yield* Effect.logInfo(`Downloaded ${sizeBytes} bytes from ${uri}`);
        return { path, fileName, uri } satisfies KaggleTable;
      }),
    );
  }, Effect.scoped);

  const withRetries = (address: URL, credentials: Option.Option<KaggleCredentials>, isTable: boolean) =>
    Effect.retry(download(address, credentials, isTable), retryPolicy(settings));

  const findCredentials = findKaggleCredentials(settings.credentials);

  const fetchTable = Effect.gen(function* () {
    const credentials = yield* findCredentials;
    if (Option.isSome(credentials) && settings.url.protocol === "http:" && !isLoopback(settings.url.hostname)) {
      yield* Effect.logWarning(
        `Kaggle credentials are sent unencrypted to ${withoutSecrets(settings.url)}; use https://`,
      );
    }
    yield* Effect.logInfo(`Asking Kaggle for ${settings.dataset}, ${settings.fileName}`);
    // The file alone is a small part of the dataset. Where its name has changed, the whole dataset shows what there is.
    return yield* withRetries(fileUrl(settings), credentials, true).pipe(
      Effect.catchReason("ExtractError", "NotFound", () => withRetries(datasetUrl(settings), credentials, false)),
    );
  }).pipe(
    Effect.timeoutOrElse({
      duration: totalTimeout,
      orElse: () => {
        const url = withoutSecrets(datasetUrl(settings));
        const limitMillis = Duration.toMillis(totalTimeout);
        const reason = new Timeout({ url, waitedFor: "the whole download", limitMillis });
        return Effect.fail(new ExtractError({ operation, reason }));
      },
    }),
    Effect.withSpan(operation, { attributes: { dataset: settings.dataset } }),
  );

  return Kaggle.of({ fetchTable, findCredentials, settings });
};

/**
 * Fetches the trials table of one dataset over Kaggle's HTTP API.
 *
 * Reads    `GET {url}/datasets/download/{owner}/{dataset}/{file}`; where that file does not exist, the zip of the whole dataset
 * Writes   `{downloads}/kaggle/{owner}/{dataset}/{file}`, whole or not at all
 * Errors   every `HttpReason` and `ZipReason`, `CredentialsUnusable`, `FileAccessFailed`, `DiskFull`; retryable ones were retried
 * Source   Kaggle's own clients: kaggle-api (`dataset_download_file`, `dataset_download_files`), kagglehub (`clients.py`)
 */
export class Kaggle extends Context.Service<
  Kaggle,
  {
    readonly fetchTable: Effect.Effect<KaggleTable, ExtractError>;
    /** What would be sent; `None` means anonymous. */
    readonly findCredentials: Effect.Effect<Option.Option<KaggleCredentials>, ExtractError>;
    readonly settings: KaggleSettings;
  }
>()("@trialflow/extract/Kaggle") {
  /** Builds the service from given settings and HTTP client. */
  static layer(settings: KaggleSettings): Layer.Layer<Kaggle, never, HttpClient.HttpClient> {
    return Layer.effect(
      Kaggle,
      Effect.map(HttpClient.HttpClient, (client) => make(settings, client)),
    );
  }

  /** Builds the service from the environment (`ExtractConfig`), with Node's own `fetch`. */
  static readonly layerConfig: Layer.Layer<Kaggle, Config.ConfigError> = Layer.unwrap(
    Effect.map(ExtractConfig, ({ kaggle }) => Kaggle.layer(kaggle)),
  ).pipe(Layer.provide(FetchHttpClient.layer));
}
