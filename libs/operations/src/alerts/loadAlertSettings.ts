import { readFile } from "node:fs/promises";
import { describeUnknownName } from "@trialflow/pipeline";
import { Config, Duration, Effect, Option, Redacted, Schema } from "effect";
import { OperationsError } from "../errors.ts";
import { type Schedule, ScheduleName } from "../schedules/Schedule.ts";
import type { AlertSettings, AlertTarget } from "./AlertTarget.ts";

const invalid = (message: string) =>
  new OperationsError({ operation: "alerts.configure", reason: "InvalidConfiguration", message, isRetryable: false });

const expected = "expected name=https://..., the name of 1 to 63 small letters (a-z), digits and hyphens";

const isName = Schema.is(ScheduleName);

/** Says what is wrong with an address, without a word of it. */
const addressProblem = (text: string): string | null => {
  const url = URL.parse(text);
  if (url === null) return "has no valid address after the =";
  if (url.protocol !== "https:" && url.protocol !== "http:")
    return "has an address that does not begin with https:// or http://";
  if (url.username !== "" || url.password !== "") return "has an address with a user or a password, which is not sent";
  return null;
};

/**
 * Reads targets from a text: `name=url`, separated by blanks or line ends; what follows a # at the beginning of a line is a comment.
 *
 * Errors   {@link OperationsError} `InvalidConfiguration`, which tells the place of what is wrong and nothing of an address
 */
export const parseTargets = (place: string, text: string): Effect.Effect<ReadonlyArray<AlertTarget>, OperationsError> =>
  Effect.gen(function* () {
    const entries = text
      .split(/\r?\n/)
      .filter((line) => !line.trimStart().startsWith("#"))
      .flatMap((line) => line.trim().split(/\s+/))
      .filter((entry) => entry !== "");
    const targets: Array<AlertTarget> = [];
    for (const [index, entry] of entries.entries()) {
      const where = `${place}: entry ${index + 1} of ${entries.length}`;
      const end = entry.indexOf("=");
      const name = entry.slice(0, Math.max(0, end));
      // What stands before the = of an address without a name is part of a secret.
      if (!isName(name)) return yield* invalid(`${where} has no valid name; ${expected}.`);
      const address = entry.slice(end + 1);
      const problem = addressProblem(address);
      if (problem !== null) return yield* invalid(`${where} ("${name}") ${problem}; ${expected}.`);
      if (targets.some((target) => target.name === name)) {
        return yield* invalid(
          `${where} has the name "${name}" again; expected each name once. Rename or remove one of them.`,
        );
      }
      targets.push({ name, url: Redacted.make(address) });
    }
    return targets;
  });

const Interval = Schema.DurationFromString.check(
  Schema.makeFilter(
    (found: Duration.Duration) =>
      (Duration.isFinite(found) && Duration.toMillis(found) >= 60_000) ||
      "Expected one minute or more, such as 24 hours",
  ),
);

const settings = Config.all({
  text: Config.option(Config.Redacted("TRIALFLOW_ALERT_WEBHOOKS")),
  file: Config.option(Config.NonEmptyString("TRIALFLOW_ALERT_WEBHOOKS_FILE")),
  reminderInterval: Config.option(Config.schema(Interval, "TRIALFLOW_ALERT_REMINDER_INTERVAL")),
});

const readTargets = (text: Option.Option<Redacted.Redacted>, file: Option.Option<string>) =>
  Effect.gen(function* () {
    if (Option.isSome(text) && Redacted.value(text.value).trim() !== "") {
      return yield* parseTargets("TRIALFLOW_ALERT_WEBHOOKS", Redacted.value(text.value));
    }
    if (Option.isNone(file)) return [];
    const content = yield* Effect.tryPromise({
      try: () => readFile(file.value, "utf8"),
      catch: () =>
        invalid(`the file ${file.value} cannot be read. Check TRIALFLOW_ALERT_WEBHOOKS_FILE and the file's rights.`),
    });
    return yield* parseTargets(`TRIALFLOW_ALERT_WEBHOOKS_FILE (${file.value})`, content);
  });

/** Refuses schedules whose `alerts` name a target that there is not: what they tell would reach nobody. */
const refuseUnknownTargets = (
  schedules: ReadonlyArray<Pick<Schedule, "name" | "alerts">>,
  targets: ReadonlyArray<AlertTarget>,
): Effect.Effect<void, OperationsError> => {
  const names = targets.map(({ name }) => name);
  for (const { name, alerts } of schedules) {
    const unknown = alerts?.find((target) => !names.includes(target));
    if (unknown === undefined) continue;
    const known =
      names.length === 0
        ? `"${unknown}" is no alert target: none is configured`
        : describeUnknownName({ kind: "alert target", typed: unknown, names });
    return Effect.fail(
      invalid(`The schedule "${name}": ${known}. Correct its alerts, or name the target in TRIALFLOW_ALERT_WEBHOOKS.`),
    );
  }
  return Effect.void;
};

/**
 * Reads where alerts go; nowhere unless set. They are written into the ledger in any case.
 *
 * | variable | default | meaning |
 * | --- | --- | --- |
 * | `TRIALFLOW_ALERT_WEBHOOKS`, `TRIALFLOW_ALERT_WEBHOOKS_FILE` | none | Targets as `name=url`, separated by blanks, or the file that holds them, a line each. |
 * | `TRIALFLOW_ALERT_REMINDER_INTERVAL` | none | How often people are reminded of a failure or stale data that last. |
 *
 * Errors   `ConfigError`, and {@link OperationsError} `InvalidConfiguration`, also for a schedule that names an unknown target; neither ever
 *          says an address
 */
export const loadAlertSettings = (
  schedules: ReadonlyArray<Pick<Schedule, "name" | "alerts">>,
): Effect.Effect<AlertSettings, OperationsError | Config.ConfigError> =>
  Effect.gen(function* () {
    const { text, file, reminderInterval } = yield* settings;
    const targets = yield* readTargets(text, file);
    yield* refuseUnknownTargets(schedules, targets);
    return { targets, reminderInterval: Option.getOrNull(reminderInterval) };
  });
