import { readFile } from "node:fs/promises";
import { Effect, Schema } from "effect";
import type { OperationsError } from "../errors.ts";
import { describeIssues } from "./describeIssues.ts";
import { invalidConfiguration } from "./invalidConfiguration.ts";

const SchedulesFile = Schema.Struct({
  schedules: Schema.Array(Schema.Record(Schema.String, Schema.Unknown)),
});

const shape = 'expected { "schedules": [ { "name": "...", ... } ] }';

const causes: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "it is a folder",
  EACCES: "this user has no right to read it",
};

/**
 * Reads the entries of a file of schedules as they stand there.
 *
 * Errors   {@link OperationsError} `InvalidConfiguration` for a file that is not there, is no JSON or has another shape
 */
export const readSchedulesFile = (
  path: string,
): Effect.Effect<ReadonlyArray<Readonly<Record<string, unknown>>>, OperationsError> =>
  Effect.gen(function* () {
    const text = yield* Effect.tryPromise({
      try: () => readFile(path, "utf8"),
      catch: (error) => {
        const code = (error as NodeJS.ErrnoException).code ?? "";
        const why = causes[code] ?? code;
        return invalidConfiguration(
          `TRIALFLOW_SCHEDULES is "${path}", which cannot be read: ${why}. Expected the path of a JSON file; correct or unset the variable.`,
        );
      },
    });
    const value = yield* Effect.try({
      try: (): unknown => JSON.parse(text),
      catch: (error) => invalidConfiguration(`${path} is no JSON: ${(error as Error).message}; ${shape}.`),
    });
    return yield* Schema.decodeUnknownEffect(SchedulesFile)(value, { onExcessProperty: "error", errors: "all" }).pipe(
      Effect.map(({ schedules }) => schedules),
      Effect.mapError((error) =>
        invalidConfiguration(`${path}: ${describeIssues("the file", value, error).join("; ")}; ${shape}.`),
      ),
    );
  });
