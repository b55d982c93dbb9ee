import { Database } from "@trialflow/database";
import { readOnlySql } from "@trialflow/pipeline";
import type { DatabaseRoleName } from "@trialflow/schema";
import { Console, Effect, Option, Stdio, Stream } from "effect";
import { SqlFailedError } from "../failure/SqlFailedError.ts";
import { UsageError } from "../failure/UsageError.ts";
import { renderCsvResult, renderJsonResult, renderTableResult } from "../render/renderResult.ts";

const roles = { analyst: "analytics", auditor: "auditor", etl: "dataops" } as const satisfies Record<
  string,
  DatabaseRoleName
>;

const renderers = { table: renderTableResult, csv: renderCsvResult, json: renderJsonResult } as const;

/** A statement to run. */
export interface SqlCommand {
  /** The statement, or `-` for standard input. */
  readonly statement: string;
  readonly as: Option.Option<keyof typeof roles>;
  readonly format: keyof typeof renderers;
}

const readInput = Effect.gen(function* () {
  const { stdin } = yield* Stdio.Stdio;
  return yield* Stream.mkString(Stream.decodeText(stdin));
});

/**
 * Runs one statement in a read-only transaction and prints its rows.
 *
 * Errors   `UsageError` without a statement; {@link SqlFailedError} when the database refuses it
 */
export const sqlProgram = ({ statement, as, format }: SqlCommand) =>
  Effect.gen(function* () {
    const text = statement === "-" ? yield* readInput : statement;
    if (text.trim() === "") {
      return yield* new UsageError({
        message:
          'The statement is empty, expected one SQL statement, for example "select * from analytics.trials limit 10".',
      });
    }
    const role = Option.map(as, (name) => roles[name]);
    const result = yield* readOnlySql(text, Option.getOrUndefined(role)).pipe(
      Effect.catchIf(
        ({ sqlState }) => sqlState !== null,
        (error) => Effect.fail(new SqlFailedError({ error })),
      ),
      Effect.provide(Database.layerConfig),
    );
    yield* Console.log(renderers[format](result));
  });
