import type { Worker } from "node:worker_threads";
import { ctgovLegacyCsv } from "@trialflow/schema";
import { Effect, Fiber, Result } from "effect";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { decodeInThreads, decodeInWorkers, workerCount } from "../../src/stage/decodeInWorkers.ts";
import { decodeHere, type MakePageDecoder } from "../../src/stage/PageDecoder.ts";
import { RowWriter } from "../../src/stage/RowWriter.ts";
import { registryRow } from "../decode/registryRow.ts";

const origin = { runId: "00000000-0000-0000-0000-000000000000", at: "2020-09-20T00:00:00.000Z" };

const pageOf = (first: number, size: number): Uint8Array<ArrayBuffer> => {
  const writer = new RowWriter<Record<string, unknown>>([
    ...["record_id", "load_id", "nct_id", "row", "line"],
    ...ctgovLegacyCsv.columnNames,
  ]);
  for (let id = first; id < first + size; id += 1) {
    const title = id % 5 === 0 ? "" : `Trial\t${id}\\`;
    writer.add({
      ...registryRow,
      record_id: id,
      load_id: 1,
      nct_id: registryRow.nct_number,
      row: id,
      line: id + 1,
      title,
    });
  }
  return writer.take();
};

/** The threads that were started since the test began. */
let threads: Array<Worker> = [];
const note = (worker: Worker) => threads.push(worker);
beforeEach(() => {
  threads = [];
  process.on("worker", note);
});
afterEach(() => {
  process.off("worker", note);
});

/** A thread that has ended has no number any more. */
const running = () => threads.filter(({ threadId }) => threadId !== -1).length;

test("threads give what this thread gives, in the order in which they were asked", async () => {
  const decoded = <E>(makeDecoder: MakePageDecoder<E>) =>
    Effect.runPromise(
      Effect.scoped(
        Effect.gen(function* () {
          const { decode } = yield* makeDecoder(origin, 1);
          return yield* Effect.forEach([1, 40, 41, 3], (size, index) => decode(pageOf(index * 100, size)), {
            concurrency: 4,
          });
        }),
      ),
    );
  const here = await decoded(decodeHere);
  expect(here).toMatchObject([{ records: 1 }, { records: 40 }, { records: 41 }, { records: 3 }]);
  expect(await decoded(decodeInThreads(2))).toEqual(here);
  expect(threads).toHaveLength(2);
  expect(running()).toBe(0);
});

describe("a thread that dies", () => {
  const dying = (die: Effect.Effect<unknown>, page: Uint8Array<ArrayBuffer>) =>
    Effect.runPromise(
      Effect.scoped(
        Effect.gen(function* () {
          const { decode } = yield* decodeInThreads(1)(origin, 1);
          const [first] = yield* Effect.all([Effect.result(decode(page)), die], { concurrency: 2 });
          return [first, yield* Effect.result(decode(pageOf(1, 1)))];
        }),
      ),
    );
  const lost = (detail: RegExp) =>
    Result.fail(
      expect.objectContaining({
        _tag: "TransformError",
        reason: "WorkerLost",
        message: expect.stringMatching(detail),
        isRetryable: true,
      }),
    );

  test("by another's hand fails what it had in hand and what comes after, and says so", async () => {
    const killed = Effect.andThen(
      Effect.sleep("20 millis"),
      Effect.promise(async () => threads[0]?.terminate()),
    );
    const outcomes = await dying(killed, pageOf(1, 20_000));
    expect(outcomes).toEqual([lost(/ended before its work was done: exit code \d/), lost(/exit code \d/)]);
  });

  test("of a page that it cannot take tells why", async () => {
    const outcomes = await dying(Effect.void, new TextEncoder().encode("1\t1\tNCT04333550"));
    expect(outcomes).toEqual([lost(/ends inside a line/), lost(/ends inside a line/)]);
    expect(running()).toBe(0);
  });
});

test("an interrupt ends the threads", async () => {
  await Effect.runPromise(
    Effect.gen(function* () {
      const fiber = yield* Effect.forkChild(
        Effect.scoped(
          Effect.gen(function* () {
            const { decode } = yield* decodeInThreads(2)(origin, 1);
            yield* Effect.all([decode(pageOf(1, 20_000)), decode(pageOf(1, 20_000))], { concurrency: 2 });
          }),
        ),
      );
      yield* Effect.sleep("50 millis");
      expect(running()).toBe(2);
      yield* Fiber.interrupt(fiber);
      expect(running()).toBe(0);
    }),
  );
});

test("a few records are decoded without a thread", async () => {
  await Effect.runPromise(Effect.scoped(decodeInWorkers(origin, 3000)));
  expect(threads).toHaveLength(0);
  expect([3000, 19_999, 20_000].map((records) => workerCount(records, 2))).toEqual([0, 0, 1]);
  expect([1, 2, 3, 4, 64].map((processors) => workerCount(1_000_000, processors))).toEqual([1, 1, 2, 3, 4]);
});
