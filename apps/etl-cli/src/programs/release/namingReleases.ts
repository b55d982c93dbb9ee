import { describeUnknownName, PipelineError, readReleases } from "@trialflow/pipeline";
import { Effect } from "effect";
import { askAuditLog } from "../audit/askAuditLog.ts";

const isUnknown = (error: unknown): error is PipelineError =>
  error instanceof PipelineError && error.reason === "UnknownRelease";

/** Says of a name that no release has which names there are. */
export const namingReleases =
  (typed: string) =>
  <A, E, R>(effect: Effect.Effect<A, E | PipelineError, R>) =>
    Effect.catchIf(effect, isUnknown, (error) =>
      Effect.gen(function* () {
        const { operation, reason, isRetryable } = error as PipelineError;
        const names = (yield* askAuditLog(readReleases)).map(({ name }) => name);
        const message =
          names.length === 0
            ? `There is no release "${typed}", and no other: trialflow release create NAME makes the first one.`
            : `${describeUnknownName({ kind: "release", typed, names })}.`;
        return yield* new PipelineError({ operation, reason, message, isRetryable });
      }),
    );
