import type { Writable } from "node:stream";
import { Effect, Stream } from "effect";
import type postgres from "postgres";
import { classify } from "../classify.ts";
import type { DatabaseError } from "../errors.ts";

interface OpenCopy {
  readonly writable: Writable;
  /** Settles when the server has accepted or refused the COPY; the number of rows. */
  readonly done: Promise<number>;
}

/**
 * Opens a COPY and ties the query's end to the stream.
 *
 * postgres.js 3.4.9 leaves a COPY that the server refuses after the last byte hanging for ever (porsager/postgres#1173):
 * the query's rejection reaches nobody. Its `resolve` and `reject` are therefore taken over here. They are internals;
 * the version is pinned and a test watches.
 */
const open = async (client: postgres.Sql, statement: string): Promise<OpenCopy> => {
  const query = client.unsafe(statement) as unknown as {
    writable: () => Promise<Writable>;
    resolve: (result: { count: number }) => void;
    reject: (error: Error) => void;
  };
  const writable = await query.writable();
  const done = new Promise<number>((resolve, reject) => {
    query.resolve = (result) => resolve(result.count);
    query.reject = (error) => {
      reject(error);
      // The server ended the COPY or is gone: nothing is to be told to it, and the socket may not be there any more.
      writable._destroy = (_, callback) => callback(error);
      writable.destroy(error);
    };
  });
  // The error is reported through `done`; without listeners Node would end the process.
  writable.on("error", () => {});
  done.catch(() => {});
  return { writable, done };
};

/**
 * Sends a stream of bytes or text to `COPY ... FROM STDIN` and waits until the server has taken it.
 *
 * Holds one chunk at a time: the server's pace reaches the source. A failing or interrupted source aborts the COPY.
 * Units    the result counts rows
 * Errors   {@link DatabaseError}; the source's own error as it is
 */
export const copyIn = <E, R>(
  client: postgres.Sql,
  operation: string,
  statement: string,
  chunks: Stream.Stream<string | Uint8Array, E, R>,
): Effect.Effect<number, E | DatabaseError, R> =>
  Effect.acquireUseRelease(
    Effect.tryPromise({ try: () => open(client, statement), catch: classify(operation) }),
    ({ writable, done }) => {
      const settled = Effect.tryPromise({ try: () => done, catch: classify(operation) });
      const write = (chunk: string | Uint8Array) =>
        Effect.callback<void, DatabaseError>((resume) => {
          writable.write(chunk, (error) =>
            // The stream only knows that it was destroyed; the reason is the query's.
            resume(error ? Effect.asVoid(settled) : Effect.void),
          );
        });
      return Stream.runForEach(chunks, write).pipe(
        Effect.andThen(Effect.sync(() => writable.end())),
        Effect.andThen(settled),
      );
    },
    ({ writable, done }, exit) =>
      exit._tag === "Success"
        ? Effect.void
        : // Destroying sends CopyFail; the connection is free again when the server has answered it.
          Effect.sync(() => writable.destroy(new Error("the source of the COPY ended early"))).pipe(
            Effect.andThen(Effect.promise(() => done.catch(() => 0))),
            Effect.timeoutOption("10 seconds"),
            Effect.asVoid,
          ),
  );
