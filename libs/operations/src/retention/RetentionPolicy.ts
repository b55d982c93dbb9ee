import { Config, Duration, Schema } from "effect";

/** How long each kind of row or file stays after it was done with. Null: for ever. */
export interface RetentionPolicy {
  /** What the schedulers' queue keeps of turns that are over, and what the pieces of runs gave that are done. */
  readonly engineMessages: Duration.Duration | null;
  /** Fires that are over. */
  readonly fires: Duration.Duration | null;
  /** Alerts that are over. */
  readonly alerts: Duration.Duration | null;
  /** The sampled rows of failed checks; what the checks counted stays. */
  readonly checkFailures: Duration.Duration | null;
  /** Archived files whose rows can be rebuilt from raw. */
  readonly archive: Duration.Duration | null;
}

/** What a policy is about. */
export type RetentionSubject = keyof RetentionPolicy;

/** The variable behind each part of the policy, and what holds without it. */
export const retentionVariables = {
  engineMessages: { name: "TRIALFLOW_RETENTION_ENGINE_MESSAGES", fallback: "7 days" },
  fires: { name: "TRIALFLOW_RETENTION_FIRES", fallback: "400 days" },
  alerts: { name: "TRIALFLOW_RETENTION_ALERTS", fallback: "400 days" },
  checkFailures: { name: "TRIALFLOW_RETENTION_CHECK_FAILURES", fallback: "90 days" },
  archive: { name: "TRIALFLOW_RETENTION_ARCHIVE", fallback: "forever" },
} as const satisfies Record<RetentionSubject, { readonly name: string; readonly fallback: string }>;

const forever = "forever";
const expected = `Expected a duration of at least 1 hour, such as 90 days, or ${forever}`;
const shortest = Duration.hours(1);

const durationOf = (text: string): Duration.Duration | null => {
  const decoded = Schema.decodeUnknownOption(Schema.DurationFromString)(text);
  return decoded._tag === "Some" ? decoded.value : null;
};

const isUsable = (text: string): boolean => {
  if (text === forever) return true;
  const duration = durationOf(text);
  return duration !== null && Duration.isFinite(duration) && Duration.isGreaterThanOrEqualTo(duration, shortest);
};

const part = (subject: RetentionSubject): Config.Config<Duration.Duration | null> =>
  Config.schema(
    Schema.String.check(
      Schema.makeFilter((text: string) => text === "" || isUsable(text) || `${expected}, found "${text}"`),
    ),
    retentionVariables[subject].name,
  ).pipe(
    Config.withDefault(retentionVariables[subject].fallback),
    Config.map((text) => (text === "" ? retentionVariables[subject].fallback : text)),
    Config.map((text) => (text === forever ? null : durationOf(text))),
  );

/**
 * Reads the policy from the environment.
 *
 * | variable | default | meaning |
 * | --- | --- | --- |
 * | `TRIALFLOW_RETENTION_ENGINE_MESSAGES` | `7 days` | Finished turns in the schedulers' queue, results of the pieces of done runs. |
 * | `TRIALFLOW_RETENTION_FIRES` | `400 days` | Fires that are over. |
 * | `TRIALFLOW_RETENTION_ALERTS` | `400 days` | Alerts that are over. |
 * | `TRIALFLOW_RETENTION_CHECK_FAILURES` | `90 days` | Sampled rows of failed checks. |
 * | `TRIALFLOW_RETENTION_ARCHIVE` | `forever` | Archived files whose rows can be rebuilt from raw. |
 *
 * Each is a duration of at least an hour, or `forever`.
 */
export const retentionPolicy: Config.Config<RetentionPolicy> = Config.all({
  engineMessages: part("engineMessages"),
  fires: part("fires"),
  alerts: part("alerts"),
  checkFailures: part("checkFailures"),
  archive: part("archive"),
});
