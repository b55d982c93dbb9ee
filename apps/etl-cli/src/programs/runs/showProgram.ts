import { demandEntry, inDatabase, type LedgerEntry, loadSchedules, readRunSteps } from "@trialflow/operations";
import { Console, Effect } from "effect";
import { printFailure } from "../../document/printFailure.ts";
import { renderRun, type ShownRun } from "../../render/renderFire.ts";
import { changeLedger } from "../schedule/changeLedger.ts";

/** Finds the database that the run of a fire is in: its schedule says so, as long as it is configured. */
const databaseOf = ({ fire }: LedgerEntry) =>
  Effect.map(loadSchedules(), (schedules) => schedules.find(({ name }) => name === fire?.schedule)?.database ?? null);

/** Reads the run of an entry with its steps. A database of its own that does not answer is told, and no failure. */
const readShown = (entry: LedgerEntry) =>
  Effect.gen(function* () {
    const { fire, run } = entry;
    const runId = run?.runId ?? fire?.runId ?? null;
    const nothing: ShownRun = { fire, run, steps: [], trouble: null };
    if (runId === null) return nothing;
    const found = yield* Effect.result(
      Effect.flatMap(run === null ? databaseOf(entry) : Effect.succeed(null), (database) =>
        Effect.map(inDatabase(database)(readRunSteps(runId)), (read) => ({ database, read })),
      ),
    );
    if (found._tag === "Failure") {
      return { ...nothing, trouble: `Its run ${runId} cannot be read: ${found.failure.message}` };
    }
    const { database, read } = found.success;
    if (read !== null) return { ...nothing, ...read };
    const place = database === null ? "this database" : `database ${database}`;
    return { ...nothing, trouble: `Its run ${runId} is not in the ledger of ${place}.` };
  });

/** Prints a fire or a run with its steps and its attempts. An unknown one is a failure: whoever asks expects one. */
export const showProgram = ({ id, isJson }: { readonly id: string; readonly isJson: boolean }) =>
  Effect.gen(function* () {
    const shown = yield* changeLedger("runs show", Effect.flatMap(demandEntry(id), readShown));
    yield* Console.log(isJson ? JSON.stringify(shown, null, 2) : renderRun(shown));
  }).pipe(printFailure(isJson));
