import type { Database } from "@trialflow/database";
import { purge, type RetentionPolicy, type Schedule } from "@trialflow/operations";
import type { Program } from "@trialflow/pipeline";
import { Effect, Schedule as Every } from "effect";
import { describeFailure } from "./describeFailure.ts";
import { SourceDatabases } from "./engine/SourceDatabases.ts";

/** Not at the start itself: whoever starts has other work then. */
const firstAfter = "10 minutes";

/**
 * Removes once a day what the policy lets go, in the schedulers' own database and in those of all sources. Several schedulers may do so: the second
 * one finds nothing. What fails is logged and tried again the next day.
 */
export const purgeDaily = (
  policy: RetentionPolicy,
  schedules: ReadonlyArray<Schedule>,
): Effect.Effect<void, never, Database | SourceDatabases | Program> =>
  Effect.gen(function* () {
    const databases = yield* SourceDatabases;
    for (const name of new Set([null, ...schedules.map(({ database }) => database)])) {
      const where = name === null ? {} : { database: name };
      yield* databases.on(name, purge(policy)).pipe(
        Effect.andThen(Effect.annotateLogs(Effect.logInfo("Removed what the retention policy lets go"), where)),
        Effect.catch((error) =>
          Effect.annotateLogs(Effect.logWarning("Cannot remove what the retention policy lets go"), {
            ...where,
            ...describeFailure(error),
          }),
        ),
      );
    }
  }).pipe(Effect.repeat(Every.spaced("1 day")), Effect.delay(firstAfter), Effect.asVoid);
