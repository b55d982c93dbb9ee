import { stat } from "node:fs/promises";
import { Effect, Option } from "effect";
import type { SourceSettings } from "../config.ts";
import type { ExtractError } from "../errors.ts";
import type { Origin } from "./AcquiredFile.ts";
import { findInboxFiles, type InboxContent } from "./findInboxFiles.ts";
import type { Kaggle } from "./Kaggle.ts";
import { withoutSecrets } from "./withoutSecrets.ts";

/** What each source would give, without asking the network and without any secret. */
export interface SourceReport {
  readonly inbox: InboxContent & { readonly folder: string };
  readonly kaggle: {
    /** False when `TRIALFLOW_EXTRACT_OFFLINE` is set. */
    readonly isAsked: boolean;
    readonly dataset: string;
    readonly fileName: string;
    readonly url: string;
    readonly credentials: {
      readonly kind: "token" | "key" | "none" | "unusable";
      /** Variable or file, never the value; `null` without any. */
      readonly foundIn: string | null;
      /** What is wrong with unusable ones. */
      readonly problem: string | null;
    };
  };
  readonly sample: { readonly path: string; readonly sizeBytes: number | null };
  /** The source that a run without named files would use first; `null` when there is none. */
  readonly next: Origin | null;
}

const describeCredentials = (kaggle: Kaggle["Service"]): Effect.Effect<SourceReport["kaggle"]["credentials"]> =>
  kaggle.findCredentials.pipe(
    Effect.map(
      Option.match({
        onNone: () => ({ kind: "none" as const, foundIn: null, problem: null }),
        onSome: ({ _tag, foundIn }) => ({
          kind: _tag === "Token" ? ("token" as const) : ("key" as const),
          foundIn,
          problem: null,
        }),
      }),
    ),
    Effect.catch(({ reason, message }) => {
      const foundIn = reason._tag === "CredentialsUnusable" ? reason.where : null;
      return Effect.succeed({ kind: "unusable" as const, foundIn, problem: message });
    }),
  );

/**
 * Describes the configured sources: what waits in the inbox, how Kaggle would be asked, whether the sample is there.
 *
 * Errors   `FileAccessFailed` for an inbox that cannot be read; unusable credentials are part of the report
 */
export const reportSources = Effect.fn("extract.reportSources")(function* (
  settings: SourceSettings,
  kaggle: Kaggle["Service"],
): Effect.fn.Return<SourceReport, ExtractError> {
  const inbox = yield* findInboxFiles(settings.inbox);
  const sizeBytes = yield* Effect.tryPromise(() => stat(settings.sample)).pipe(
    Effect.map((found) => (found.isFile() ? found.size : null)),
    Effect.orElseSucceed(() => null),
  );
  const { dataset, fileName, url } = kaggle.settings;
  const isAsked = !settings.isOffline;
  const next = inbox.files.length > 0 ? "inbox" : isAsked ? "kaggle" : sizeBytes !== null ? "sample" : null;
  return {
    inbox: { folder: settings.inbox, ...inbox },
    kaggle: { isAsked, dataset, fileName, url: withoutSecrets(url), credentials: yield* describeCredentials(kaggle) },
    sample: { path: settings.sample, sizeBytes },
    next,
  };
});
