import { ExtractConfig } from "@trialflow/extract";
import { rejectLimits } from "@trialflow/quality";
import { Cause, Effect } from "effect";
import { loadAlertSettings } from "../../alerts/loadAlertSettings.ts";
import { retentionPolicy } from "../../retention/RetentionPolicy.ts";
import { loadSchedules } from "../../schedules/loadSchedules.ts";
import { type CheckWords, type Diagnosis, failed, ok } from "../Diagnosis.ts";
import type { ConfiguredPart, DoctorRequest } from "../DoctorRequest.ts";
import { schedulerConfig } from "./schedulerConfig.ts";

const parts: ReadonlyArray<ConfiguredPart> = [
  { name: "sources", read: ExtractConfig },
  { name: "reject limits", read: rejectLimits },
  { name: "schedules", read: loadSchedules() },
  {
    name: "alerts",
    read: Effect.flatMap(
      Effect.orElseSucceed(loadSchedules(), () => []),
      loadAlertSettings,
    ),
  },
  { name: "scheduler", read: schedulerConfig },
  { name: "retention", read: retentionPolicy },
];

const wordsOf = (name: string): CheckWords => ({ check: `settings of ${name}`, expected: "values that can be read" });

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Reads each part of the configuration, as the programs do, and tells what is wrong with it. */
export const checkConfiguration = ({
  configured = [],
  describeError = messageOf,
}: DoctorRequest): Effect.Effect<ReadonlyArray<Diagnosis>> =>
  Effect.forEach([...parts, ...configured], ({ name, read }) => {
    const words = wordsOf(name);
    return Effect.matchCause(read, {
      onSuccess: () => ok(words, "read"),
      onFailure: (cause) =>
        failed(
          words,
          describeError(Cause.squash(cause)),
          "Correct or unset the variable, or correct the file that it names.",
        ),
    });
  });
