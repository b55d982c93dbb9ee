import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { Effect } from "effect";
import { TransformError } from "../errors.ts";
import type { EncodedPage, PageOrigin } from "./encodePage.ts";
import { decodeHere, type MakePageDecoder, type PageDecoder } from "./PageDecoder.ts";

/** Below this many records a thread of its own costs more than it saves: it takes a tenth of a second to load what it needs. */
const leastRecords = 20_000;

/** More than four decode faster than one connection writes. */
const mostWorkers = 4;

/**
 * Says how many threads decode: none for a few records, else as many as there are processors besides the one that PostgreSQL writes with,
 * at least one, because decoding and writing then go on at the same time.
 */
export const workerCount = (records: number, processors: number): number =>
  records < leastRecords ? 0 : Math.max(1, Math.min(mostWorkers, processors - 1));

const isSource = import.meta.url.endsWith(".ts");

/** Runs sources as the programs of this repository do: Node by itself would strip each of them anew, for a second and a hundred megabytes. */
const sourceRuntime = new URL("../../../../tools/node-runtime/src/runSources.mjs", import.meta.url);

/** The module that a worker runs: its own source, which needs a fraction of this library's memory, or the file that a build put all in. */
const workerModule = isSource ? new URL("./serveDecoding.ts", import.meta.url).href : import.meta.url;

/** What a worker does with it. */
const bootstrap = `
const { module } = require("node:worker_threads").workerData;
${isSource ? `import("${sourceRuntime.href}").then(({ runSources }) => runSources(new URL(module)))` : "Promise.resolve()"}
  .then(() => import(module))
  .then((library) => library.serveDecoding())`;

const workerLost = (detail: string) =>
  new TransformError({
    operation: "transform.decode",
    reason: "WorkerLost",
    message: `A thread that decodes records ended before its work was done: ${detail}. Nothing of the step was kept; run the command again.`,
    isRetryable: true,
  });

type Outcome = Effect.Effect<EncodedPage, TransformError>;

/** One thread: it decodes what it is given one after the other. */
class DecodingThread {
  readonly #worker: Worker;
  readonly #waiting: Array<(outcome: Outcome) => void> = [];
  #loss: TransformError | null = null;

  constructor(origin: PageOrigin) {
    this.#worker = new Worker(bootstrap, {
      eval: true,
      name: "trialflow-decode",
      workerData: { module: workerModule, origin },
      // Pages are short-lived: a small young generation keeps the thread's memory small.
      resourceLimits: { maxYoungGenerationSizeMb: 8 },
    });
    this.#worker.on("message", (page: EncodedPage) => this.#waiting.shift()?.(Effect.succeed(page)));
    this.#worker.on("error", (error) => this.#lose(String(error)));
    this.#worker.on("exit", (code) => this.#lose(`exit code ${code}`));
  }

  decode(page: Uint8Array<ArrayBuffer>): Outcome {
    return Effect.callback((resume) => {
      if (this.#loss !== null) return resume(Effect.fail(this.#loss));
      this.#waiting.push(resume);
      this.#worker.postMessage(page, [page.buffer]);
    });
  }

  end(): Promise<unknown> {
    return this.#worker.terminate();
  }

  #lose(detail: string): void {
    this.#loss ??= workerLost(detail);
    for (const resume of this.#waiting.splice(0)) resume(Effect.fail(this.#loss));
  }
}

/** Decodes in `count` threads, which end with the scope. */
export const decodeInThreads =
  (count: number): MakePageDecoder<TransformError> =>
  (origin) =>
    Effect.gen(function* () {
      const threads: Array<DecodingThread> = [];
      for (let index = 0; index < count; index += 1) {
        threads.push(
          yield* Effect.acquireRelease(
            Effect.sync(() => new DecodingThread(origin)),
            (thread) => Effect.promise(() => thread.end()),
          ),
        );
      }
      let next = 0;
      const decode: PageDecoder<TransformError>["decode"] = (page) =>
        Effect.suspend(() => threads[next++ % count]?.decode(page) ?? Effect.die(new Error("no thread decodes")));
      return { workers: count, decode };
    });

/**
 * Decodes in other threads when there is enough to do for them, else in this one.
 *
 * Errors   {@link TransformError} `WorkerLost`
 */
export const decodeInWorkers: MakePageDecoder<TransformError> = (origin, records) => {
  const count = workerCount(records, availableParallelism());
  return count === 0 ? decodeHere(origin, records) : decodeInThreads(count)(origin, records);
};
