import { Config, Effect, Option, Schema } from "effect";
import type { OperationsError } from "../errors.ts";
import { builtInSchedules } from "./builtInSchedules.ts";
import { describeIssues } from "./describeIssues.ts";
import { invalidConfiguration } from "./invalidConfiguration.ts";
import { readSchedulesFile } from "./readSchedulesFile.ts";
import { refuseSharedDatabase } from "./refuseSharedDatabase.ts";
import { Schedule } from "./Schedule.ts";
import { scheduleOfVariables, scheduleVariables, variableNames } from "./scheduleVariables.ts";

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Lays fields over others; what is itself made of fields is laid over field by field. */
const overlay = (below: Fields, above: Fields): Fields => ({
  ...below,
  ...Object.fromEntries(
    Object.entries(above).map(([key, value]) => {
      const under = below[key];
      return [key, isFields(value) && isFields(under) ? overlay(under, value) : value];
    }),
  ),
});

/** An entry, and where a person can find it. */
interface Entry {
  readonly fields: Fields;
  readonly place: string;
}

const decode = ({ fields, place }: Entry): Effect.Effect<Schedule, OperationsError> =>
  Schema.decodeUnknownEffect(Schedule)(fields, { onExcessProperty: "error", errors: "all" }).pipe(
    Effect.mapError((error) =>
      invalidConfiguration(
        `${describeIssues(place, fields, error).join("; ")}. Correct this; docs/scheduling.md has the settings of a schedule.`,
      ),
    ),
  );

/** Reads the entries of the user's file, each with its place in it. */
const readEntries = (path: string): Effect.Effect<ReadonlyArray<Entry>, OperationsError> =>
  Effect.gen(function* () {
    const found = yield* readSchedulesFile(path);
    const entries = found.map((fields, index) => {
      const name = typeof fields["name"] === "string" ? ` ("${fields["name"]}")` : "";
      return { fields, place: `${path}: schedules[${index}]${name}` };
    });
    for (const [index, { fields, place }] of entries.entries()) {
      const other = entries.slice(0, index).find((earlier) => earlier.fields["name"] === fields["name"]);
      if (other !== undefined && fields["name"] !== undefined) {
        return yield* invalidConfiguration(
          `${place} has the name that schedules[${entries.indexOf(other)}] has; expected each name once. Rename or remove one of them.`,
        );
      }
    }
    return entries;
  });

/** Two places must not say different things of one field. */
const refuseContradiction = (
  variables: Fields,
  entries: ReadonlyArray<Entry>,
): Effect.Effect<void, OperationsError> => {
  const entry = entries.find(({ fields }) => fields["name"] === scheduleOfVariables);
  for (const [field, variable] of Object.entries(variableNames)) {
    const [above, below] = [entry?.fields[field], variables[field]];
    if (entry === undefined || above === undefined || below === undefined || above === below) continue;
    return Effect.fail(
      invalidConfiguration(
        `${entry.place}.${field} is ${JSON.stringify(above)}, but ${variable} says ${JSON.stringify(below)}; expected one of them. Unset the variable, or take the field out of the file.`,
      ),
    );
  }
  return Effect.void;
};

/**
 * Reads all schedules: the built-in ones, changed by the entries of the file that `TRIALFLOW_SCHEDULES` names and, for "nightly", by
 * `TRIALFLOW_SCHEDULER_CRON`, `_TIME_ZONE` and `_RUN_AT_START`; then the others of the file, in their order.
 *
 * `ownDatabase` is the name of the scheduler's own database where it is known ({@link refuseSharedDatabase}).
 *
 * Errors   {@link OperationsError} `InvalidConfiguration`, which says where what was found in the place of what; `ConfigError` for a
 *          variable that is no truth value
 */
export const loadSchedules = (
  options: { readonly ownDatabase?: string } = {},
): Effect.Effect<ReadonlyArray<Schedule>, OperationsError | Config.ConfigError> =>
  Effect.gen(function* () {
    const path = yield* Config.option(Config.NonEmptyString("TRIALFLOW_SCHEDULES"));
    const entries = Option.isSome(path) ? yield* readEntries(path.value) : [];
    const variables = yield* scheduleVariables;
    yield* refuseContradiction(variables, entries);
    const builtIn = builtInSchedules.map((schedule): Entry => {
      const entry = entries.find(({ fields }) => fields["name"] === schedule.name);
      const set = schedule.name === scheduleOfVariables ? variables : {};
      const named = Object.entries(variableNames).flatMap(([field, variable]) => (field in set ? [variable] : []));
      const place =
        entry?.place ?? (named.length === 0 ? `"${schedule.name}"` : `"${schedule.name}" (${named.join(", ")})`);
      return { fields: overlay(overlay(schedule, set), entry?.fields ?? {}), place };
    });
    const isOwn = ({ fields }: Entry) => !builtInSchedules.some(({ name }) => name === fields["name"]);
    const schedules = yield* Effect.forEach([...builtIn, ...entries.filter(isOwn)], decode);
    yield* refuseSharedDatabase(schedules, options.ownDatabase);
    return schedules;
  });
