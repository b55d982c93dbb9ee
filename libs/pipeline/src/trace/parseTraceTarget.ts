import { Result } from "effect";
import { describeUnknownField } from "./describeUnknownField.ts";
import { type TraceField, traceFields } from "./traceFields.ts";

/** What to trace of a trial: a column, a list, or one entry of a list by its place from 1. */
export interface TraceTarget {
  readonly field: TraceField;
  readonly position: number | null;
}

const unknown = (typed: string): string =>
  `${describeUnknownField(
    typed,
    traceFields.map(({ name }) => name),
  )}; an entry of a list by its place, for example locations.3.`;

/** Reads the name of a field: `start_date`, `locations`, or `locations.3` for the third entry. Fails with what was expected. */
export const parseTraceTarget = (typed: string): Result.Result<TraceTarget, string> => {
  const [name = "", place, ...rest] = typed.trim().split(".");
  const field = traceFields.find((candidate) => candidate.name === name);
  if (field === undefined) return Result.fail(unknown(name));
  if (place === undefined) return Result.succeed({ field, position: null });
  if (field.kind === "column") {
    return Result.fail(`"${typed}" has a place, but ${name} is no list; expected ${name} alone.`);
  }
  if (!/^[1-9]\d{0,8}$/.test(place) || rest.length > 0) {
    return Result.fail(`"${typed}" is no entry of a list; expected a place from 1, for example ${name}.1.`);
  }
  return Result.succeed({ field, position: Number(place) });
};
