import { DateTime, Duration, Effect, Option, Schema } from "effect";
import { cronProblem } from "./cronProblem.ts";

/** What becomes of ticks that no scheduler saw: none is made up for, the newest, or all up to a number. */
export const catchUpPolicies = ["skip", "latest", "all"] as const;
export type CatchUpPolicy = (typeof catchUpPolicies)[number];

/** Missed ticks that are made up for, and recorded, at most. */
export const mostMissedTicks = 1000;

const withDefault = <S extends Schema.Top>(schema: S, value: S["Encoded"]) =>
  schema.pipe(Schema.withDecodingDefaultKey(Effect.succeed(value)));

const isDuration = (text: string) =>
  Option.exists(
    Schema.decodeUnknownOption(Schema.DurationFromString)(text),
    (duration) => Duration.isFinite(duration) && Duration.toMillis(duration) > 0,
  );

const durationExpected = 'Expected a duration above zero with its unit, such as "30 minutes"';

/** A time with its unit, as people write it: `30 minutes`. */
const Time = Schema.String.annotate({ message: durationExpected })
  .check(Schema.makeFilter((text: string) => isDuration(text) || durationExpected))
  .pipe(Schema.decodeTo(Schema.DurationFromString));

const whole = (minimum: number, maximum: number) =>
  Schema.Int.annotate({ message: `Expected a whole number from ${minimum} to ${maximum}` }).check(
    Schema.makeFilter(
      (value: number) =>
        (value >= minimum && value <= maximum) || `Expected a whole number from ${minimum} to ${maximum}`,
    ),
  );

const Text = Schema.String.check(
  Schema.makeFilter((text: string) => text.trim() !== "" || "Expected a text that is not empty"),
);

/** The name of a schedule: small letters, digits and hyphens. */
export const ScheduleName = Schema.String.check(
  Schema.makeFilter(
    (text: string) =>
      /^[a-z0-9][a-z0-9-]{0,62}$/.test(text) ||
      "Expected a name of 1 to 63 small letters (a-z), digits and hyphens that does not begin with a hyphen",
  ),
);

const CronText = Schema.String.check(
  Schema.makeFilter((found: string) => {
    const problem = cronProblem(found);
    return (
      problem === null ||
      `Expected a cron expression of 5 fields (minute hour day month weekday) or 6 (second first), such as "0 3 * * *"; of this one: ${problem}`
    );
  }),
);

const TimeZone = Schema.String.check(
  Schema.makeFilter(
    (found: string) =>
      Option.isSome(DateTime.zoneFromString(found)) || "Expected a time zone, such as UTC, Europe/Berlin or +02:00",
  ),
);

const Retry = Schema.Struct({
  /** All in all, the first one included. */
  attempts: withDefault(whole(1, 100), 5),
  /** Wait before the second attempt; it doubles from there. */
  firstDelay: withDefault(Time, "10 seconds"),
  maxDelay: withDefault(Time, "5 minutes"),
}).check(
  Schema.makeFilter(
    ({ firstDelay, maxDelay }: { readonly firstDelay: Duration.Duration; readonly maxDelay: Duration.Duration }) =>
      Duration.isLessThanOrEqualTo(firstDelay, maxDelay) || {
        path: ["maxDelay"],
        issue: `Expected firstDelay (${Duration.format(firstDelay)}) or more`,
      },
  ),
);

/**
 * When which source is brought in from where, and what is done when that does not go well.
 *
 * A warehouse holds one source: a schedule of another one names a `database` of its own on the same server.
 */
export const Schedule = Schema.Struct({
  name: ScheduleName,
  source: withDefault(Text, "ctgov-covid19"),
  /** The warehouse of the source; null is the scheduler's own database. */
  database: withDefault(Schema.NullOr(Text), null),
  isEnabled: withDefault(Schema.Boolean, true),
  cron: withDefault(CronText, "0 3 * * *"),
  timeZone: withDefault(TimeZone, "UTC"),
  /** Paths and patterns; empty means the inbox, Kaggle or the bundled sample. */
  files: withDefault(Schema.Array(Text), []),
  extent: withDefault(Schema.Literals(["snapshot", "increment"]), "snapshot"),
  isInsertedIntoPast: withDefault(Schema.Boolean, false),
  catchUp: withDefault(
    Schema.Struct({
      policy: withDefault(Schema.Literals(catchUpPolicies), "latest"),
      /** Of policy `all`: so many ticks at most, the newest ones. */
      limit: withDefault(whole(1, mostMissedTicks), 10),
    }),
    {},
  ),
  /** Longest time of a fire, all its attempts included. */
  timeout: withDefault(Time, "2 hours"),
  retry: withDefault(Retry, {}),
  /** Names of alert targets; null is all that are configured. */
  alerts: withDefault(Schema.NullOr(Schema.Array(Text)), null),
  sla: withDefault(
    Schema.Struct({
      /** How long a fire may take; null: any time. */
      duration: withDefault(Schema.NullOr(Time), null),
      /** How old the newest success may be; null: any age. */
      freshness: withDefault(Schema.NullOr(Time), null),
    }),
    {},
  ),
  /** Whether a scheduler fires once when it starts, before the first tick. */
  isRunAtStart: withDefault(Schema.Boolean, false),
});
export type Schedule = typeof Schedule.Type;

/** A schedule as it stands in a file: everything but its name may be left out. */
export type ScheduleEntry = typeof Schedule.Encoded;
