import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { type Config, Context, Effect, Layer } from "effect";
import { ExtractConfig, type SourceSettings } from "../config.ts";
import { ExtractError } from "../errors.ts";
import type { AcquiredFile } from "./AcquiredFile.ts";
import { datesOfNames } from "./datesOfNames.ts";
import { findInboxFiles } from "./findInboxFiles.ts";
import { findNamedFiles } from "./findNamedFiles.ts";
import { NothingToLoad } from "./InputReason.ts";
import { Kaggle } from "./Kaggle.ts";
import { mayUseSample } from "./mayUseSample.ts";
import { openLocalFile } from "./openLocalFile.ts";
import { orderBySnapshot } from "./orderBySnapshot.ts";
import { reportSources, type SourceReport } from "./SourceReport.ts";

/** What to acquire. */
export interface AcquireRequest {
  /** Paths or patterns that the user named; empty means the inbox, then Kaggle, then the sample. */
  readonly files: ReadonlyArray<string>;
  /** Folder at which relative paths in `files` start; the working directory by default. */
  readonly folder?: string;
}

const make = (settings: SourceSettings, kaggle: Kaggle["Service"]): Sources["Service"] => {
  const open = (paths: ReadonlyArray<string>, origin: "file" | "inbox") =>
    Effect.forEach(paths, (path) => openLocalFile(path, origin, settings)).pipe(Effect.map(orderBySnapshot));

  const useSample = Effect.fnUntraced(function* (fallbackReason: string, isRetryable: boolean) {
    const { sample: path, inbox } = settings;
    const isThere = yield* Effect.tryPromise(() => stat(path)).pipe(
      Effect.map((found) => found.isFile()),
      Effect.orElseSucceed(() => false),
    );
    if (!isThere) {
      const reason = new NothingToLoad({ inbox, kaggle: fallbackReason, sample: path, isRetryable });
      return yield* new ExtractError({ operation: "extract.acquire", reason });
    }
    const fileName = basename(path);
    const file: AcquiredFile = {
      path,
      fileName,
      origin: "sample",
      uri: path,
      ...datesOfNames(fileName),
      fallbackReason,
    };
    return [file];
  });

  const acquire = Effect.fn("extract.acquire")(function* (
    request: AcquireRequest,
  ): Effect.fn.Return<ReadonlyArray<AcquiredFile>, ExtractError> {
    if (request.files.length > 0) {
      return yield* open(yield* findNamedFiles(request.files, request.folder ?? process.cwd()), "file");
    }
    const inbox = yield* findInboxFiles(settings.inbox);
    for (const name of inbox.ignored) {
      yield* Effect.logWarning(
        `Ignoring ${name} in the inbox ${settings.inbox}: expected *.csv, *.tsv, *.txt or *.zip`,
      );
    }
    if (inbox.files.length > 0) {
      return yield* open(
        inbox.files.map(({ path }) => path),
        "inbox",
      );
    }
    if (settings.isOffline)
      return yield* useSample("Kaggle was not asked, because TRIALFLOW_EXTRACT_OFFLINE is true", false);
    return yield* kaggle.fetchTable.pipe(
      Effect.map(({ path, fileName, uri }): ReadonlyArray<AcquiredFile> => {
        return [{ path, fileName, origin: "kaggle", uri, ...datesOfNames(fileName) }];
      }),
      Effect.catchIf(
        ({ reason }) => mayUseSample(reason),
        (error) => useSample(error.message, error.isRetryable),
      ),
    );
  });

  return Sources.of({ acquire, report: reportSources(settings, kaggle) });
};

/**
 * Finds the input files of a run.
 *
 * Reads    the named files; else the files in the inbox; else the dataset on Kaggle; else, when Kaggle cannot be reached, the bundled
 *          sample. Named files and files in the inbox never cause a network request.
 * Errors   `AcquireReason`, `FileNotFound`, `NotAFile`, `FileAccessFailed`, `DiskFull`
 */
export class Sources extends Context.Service<
  Sources,
  {
    readonly acquire: (request: AcquireRequest) => Effect.Effect<ReadonlyArray<AcquiredFile>, ExtractError>;
    readonly report: Effect.Effect<SourceReport, ExtractError>;
  }
>()("@trialflow/extract/Sources") {
  /** Builds the service from given settings. */
  static layer(settings: SourceSettings): Layer.Layer<Sources, never, Kaggle> {
    return Layer.effect(
      Sources,
      Effect.map(Kaggle, (kaggle) => make(settings, kaggle)),
    );
  }

  /** Builds the service and its Kaggle client from the environment (`ExtractConfig`). */
  static readonly layerConfig: Layer.Layer<Sources, Config.ConfigError> = Layer.unwrap(
    Effect.map(ExtractConfig, ({ sources }) => Sources.layer(sources)),
  ).pipe(Layer.provide(Kaggle.layerConfig));
}

/** Finds the input files of a run, ordered by snapshot date where every file has one; see `Sources`. */
export const acquire = (request: AcquireRequest): Effect.Effect<ReadonlyArray<AcquiredFile>, ExtractError, Sources> =>
  Sources.use((sources) => sources.acquire(request));

/** Describes what each source would give, without asking the network; see `SourceReport`. */
export const describeSources: Effect.Effect<SourceReport, ExtractError, Sources> = Sources.use(
  (sources) => sources.report,
);
