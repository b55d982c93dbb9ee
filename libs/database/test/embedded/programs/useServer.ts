import { Effect, Logger, Redacted } from "effect";
import postgres from "postgres";
import { acquireServer } from "../../../src/embedded/acquireServer.ts";
import type { EmbeddedServerOptions } from "../../../src/embedded/EmbeddedServerOptions.ts";

/**
 * A command that uses the embedded server, as a process of its own: prints one JSON line when its connection works, holds the server
 * until its standard input ends or a signal comes, and gives it back.
 */
const options: EmbeddedServerOptions = JSON.parse(process.argv[2] ?? "{}");

const print = (value: unknown) => Effect.sync(() => process.stdout.write(`${JSON.stringify(value)}\n`));

const untilInputEnds = Effect.callback<void>((resume) => {
  process.stdin.once("end", () => resume(Effect.void));
  process.stdin.once("error", () => resume(Effect.void));
  process.stdin.resume();
});

const untilSignal = Effect.callback<void>((resume) => {
  process.once("SIGTERM", () => resume(Effect.interrupt));
  process.once("SIGINT", () => resume(Effect.interrupt));
});

const ask = (url: string) =>
  Effect.promise(async () => {
    const sql = postgres(url, { max: 1 });
    try {
      const [row] = await sql<
        [{ database: string; answer: number }]
      >`select current_database() as database, 6 * 7 as answer`;
      return row;
    } finally {
      await sql.end();
    }
  });

const program = Effect.gen(function* () {
  const server = yield* acquireServer(options);
  const row = yield* ask(Redacted.value(server.url));
  yield* print({ ...server, ...row });
  yield* untilInputEnds;
  yield* ask(Redacted.value(server.url));
}).pipe(
  Effect.scoped,
  Effect.raceFirst(untilSignal),
  Effect.catch((error) =>
    print({ failed: error.reason._tag, message: error.message }).pipe(
      Effect.andThen(
        Effect.sync(() => {
          process.exitCode = 1;
        }),
      ),
    ),
  ),
  Effect.provide(Logger.layer([Logger.formatLogFmt.pipe(Logger.withConsoleError)])),
);

await Effect.runPromiseExit(program);
process.stdin.destroy();
