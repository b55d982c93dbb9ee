import { Database, type DatabaseError } from "@trialflow/database";
import type { RunListener } from "@trialflow/pipeline";
import { Effect } from "effect";
import type { OpenLineageError } from "./errors.ts";
import { endEvent } from "./event/endEvent.ts";
import type { LineageContext } from "./event/LineageContext.ts";
import type { RunEvent } from "./event/RunEvent.ts";
import { startEvent } from "./event/startEvent.ts";
import { stepEvents } from "./event/stepEvents.ts";
import { findCrashedRuns } from "./ledger/findCrashedRuns.ts";
import { readRun } from "./ledger/readRun.ts";
import type { EventTransport } from "./transport/EventTransport.ts";

type Events = Effect.Effect<ReadonlyArray<RunEvent>, DatabaseError | OpenLineageError, Database>;

const contextOf = (namespace: string, runId: string) =>
  Effect.gen(function* () {
    const { info } = yield* Database;
    return { namespace, info, ledger: yield* readRun(runId) } satisfies LineageContext;
  });

const endOf = (namespace: string, runId: string): Events =>
  Effect.map(contextOf(namespace, runId), (context) => [...stepEvents(context), endEvent(context)]);

/** The beginning of a run, and the end of those that it found crashed. */
const beginningOf = (namespace: string, runId: string): Events =>
  Effect.gen(function* () {
    const ended = yield* Effect.forEach(yield* findCrashedRuns(runId), (crashed) => endOf(namespace, crashed));
    return [...ended.flat(), startEvent(yield* contextOf(namespace, runId))];
  });

const warn = (runId: string, failure: string) =>
  Effect.logWarning(`OpenLineage events of the run were not delivered: ${failure}`).pipe(
    Effect.annotateLogs({ runId }),
  );

/**
 * Makes a listener that tells consumers of OpenLineage of the runs: START when one begins; when it ends, its steps as runs of their own
 * and COMPLETE, FAIL or ABORT.
 *
 * Reads    the ledger; nothing of what the files or tables hold
 * Errors   none: what could not be read or delivered is a warning in the log
 */
export const openLineageListener = (namespace: string, transports: ReadonlyArray<EventTransport>): RunListener => {
  const tell = (runId: string, events: Events) =>
    Effect.flatMap(events, (made) =>
      Effect.forEach(transports, ({ send }) => Effect.catch(send(made), ({ message }) => warn(runId, message)), {
        concurrency: "unbounded",
        discard: true,
      }),
    ).pipe(
      Effect.catch(({ message }) => warn(runId, message)),
      Effect.catchDefect(() => warn(runId, "a defect of the program")),
      Effect.withSpan("openlineage.tell"),
    );
  return {
    started: (runId) => tell(runId, beginningOf(namespace, runId)),
    finished: (runId) => tell(runId, endOf(namespace, runId)),
  };
};
