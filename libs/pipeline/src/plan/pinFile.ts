import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { type AcquiredFile, archiveFile, type ExtractError } from "@trialflow/extract";
import type { PlannedFile } from "@trialflow/schema";
import { type Config, Effect } from "effect";
import { PipelineError } from "../errors.ts";
import type { IngestFile } from "../run/IngestFile.ts";
import { archiveFolder } from "../steps/loadStep.ts";

/** Archives a file and notes which content it has: what is planned is what is applied. */
export const pinFile = (file: AcquiredFile): Effect.Effect<PlannedFile, ExtractError | Config.ConfigError> =>
  Effect.gen(function* () {
    const { sha256, sizeBytes, modifiedAt } = yield* archiveFile(file.path, yield* archiveFolder);
    return {
      path: resolve(file.path),
      fileName: file.fileName,
      origin: file.origin,
      uri: file.uri,
      snapshotDate: file.snapshotDate,
      fallbackReason: file.fallbackReason ?? null,
      sha256,
      sizeBytes,
      modifiedAt: modifiedAt.toISOString(),
    };
  });

/** Gives the SHA-256 of a file's bytes, or null where there is none that could be read. */
const hashOf = (path: string): Effect.Effect<string | null> =>
  Effect.tryPromise(async (signal) => {
    const hash = createHash("sha256");
    await pipeline(createReadStream(path), hash, { signal });
    return hash.digest("hex");
  }).pipe(Effect.orElseSucceed(() => null));

/**
 * Finds the planned content of a file: the archived copy, else the file itself.
 *
 * Errors   {@link PipelineError} `PlanOutdated` when the file has another content, or neither it nor its copy is there
 */
export const findPinned = (file: PlannedFile): Effect.Effect<IngestFile, PipelineError | Config.ConfigError> =>
  Effect.gen(function* () {
    const { path, fileName, origin, uri, fallbackReason, sha256, modifiedAt } = file;
    const refuse = (message: string) =>
      new PipelineError({ operation: "plan.apply", reason: "PlanOutdated", message, isRetryable: false });
    const present = yield* hashOf(path);
    if (present !== null && present !== sha256) {
      return yield* refuse(
        `${path} has changed since it was planned: its SHA-256 is ${present}, planned was ${sha256}. Nothing was done. Plan again.`,
      );
    }
    const copy = join(resolve(yield* archiveFolder), "sha256", sha256.slice(0, 2), sha256);
    const isCopyThere = (yield* hashOf(copy)) === sha256;
    if (!isCopyThere && present === null) {
      return yield* refuse(
        `${path} is gone, and there is no sound copy of it in the archive (${copy}). Nothing was done. Put the file back, or plan again.`,
      );
    }
    return {
      path: isCopyThere ? copy : path,
      fileName,
      origin,
      uri,
      snapshotDate: file.snapshotDate as IngestFile["snapshotDate"],
      ...(fallbackReason === null ? {} : { fallbackReason }),
      pinned: { sha256, modifiedAt: new Date(modifiedAt) },
    };
  });
