import { Result } from "effect";
import { describeUnknownField } from "../trace/describeUnknownField.ts";
import { traceFields } from "../trace/traceFields.ts";

/** Values that follow from others: the name under which their change is told. */
const computed: Readonly<Record<string, string>> = {
  lead_sponsor: "sponsors",
  minimum_age_days: "minimum_age",
  maximum_age_days: "maximum_age",
};

const told = (name: string): string | undefined =>
  computed[name] ?? (name.endsWith("_date_raw") ? name.replace(/_raw$/, "") : undefined);

/**
 * Names everything of a trial of which a change is told: columns of `analytics.trials` and lists. What identifies a trial never changes;
 * a value that follows from another changes with it.
 */
export const changeFields: ReadonlyArray<string> = traceFields
  .map(({ name }) => name)
  .filter((name) => name !== "nct_id" && told(name) === undefined);

/** Reads the name of a field whose changes are asked for. Fails with what was expected. */
export const parseChangeField = (typed: string): Result.Result<string, string> => {
  if (changeFields.includes(typed)) return Result.succeed(typed);
  const [name = "", ...place] = typed.split(".");
  if (place.length > 0 && changeFields.includes(name)) {
    return Result.fail(`Changes are told of a whole field, found "${typed}"; expected ${name} alone.`);
  }
  const source = told(typed);
  return Result.fail(
    source === undefined
      ? `${describeUnknownField(typed, changeFields)}.`
      : `No change is told of ${typed}, which follows from another field; expected ${source}.`,
  );
};
