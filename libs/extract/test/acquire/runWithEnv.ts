import { inspect } from "node:util";
import { Cause, ConfigProvider, Effect, Exit, Logger, Tracer } from "effect";
import { ExtractError } from "../../src/errors.ts";

/** What came of a program: its value or its `ExtractError`, what it logged, and all that could be printed of it. */
export interface Outcome<A> {
  readonly value: A;
  readonly error: ExtractError;
  readonly logs: ReadonlyArray<string>;
  /** The failure in every form in which something may print it, with the log lines and the spans. */
  readonly printed: string;
}

/** Runs a program with the given environment variables and no others. Reading `value` of a failure, or `error` of a success, throws. */
export const runWithEnv = async <A>(
  env: Record<string, string>,
  program: Effect.Effect<A, unknown>,
): Promise<Outcome<A>> => {
  const logs: Array<string> = [];
  const logger = Logger.make(({ logLevel, message }) => void logs.push(`${logLevel} ${[message].flat().join(" ")}`));
  const spans: Array<Tracer.NativeSpan> = [];
  const tracer = Tracer.make({
    span: (options) => {
      const span = new Tracer.NativeSpan(options);
      spans.push(span);
      return span;
    },
  });
  const exit = await Effect.runPromiseExit(
    program.pipe(
      Effect.provide(ConfigProvider.layer(ConfigProvider.fromEnv({ env }))),
      Effect.provide(Logger.layer([logger])),
      Effect.withTracer(tracer),
    ),
  );
  const cause = Exit.isFailure(exit) ? exit.cause : Cause.empty;
  const error = Cause.squash(cause);
  const printed = [
    Cause.pretty(cause),
    String(error),
    JSON.stringify(error),
    inspect(error, { depth: null, showHidden: true }),
  ];
  return {
    get value() {
      if (Exit.isFailure(exit)) throw new Error(`expected success, got ${Cause.pretty(exit.cause)}`);
      return exit.value;
    },
    get error() {
      if (!(error instanceof ExtractError)) throw new Error(`expected an ExtractError, got ${inspect(exit)}`);
      return error;
    },
    logs,
    printed: [...printed, ...logs, ...spans.map(({ name, attributes }) => inspect([name, attributes]))].join("\n"),
  };
};
