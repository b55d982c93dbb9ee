import { readEntries } from "@trialflow/database";
import { PipelineError } from "@trialflow/pipeline";
import { Console, Effect } from "effect";
import { describeEntry } from "../../document/describeEntry.ts";
import { printFailure } from "../../document/printFailure.ts";
import { renderEntry } from "../../render/renderEntries.ts";
import { askAuditLog } from "./askAuditLog.ts";

/** Prints one entry of the audit log. An unknown one is a failure: whoever asks expects one. */
export const showProgram = ({ entryId, isJson }: { readonly entryId: number; readonly isJson: boolean }) =>
  Effect.gen(function* () {
    const [entry] = yield* askAuditLog(readEntries({ entryId }));
    if (entry !== undefined) return entry;
    const [newest] = yield* askAuditLog(readEntries({ limit: 1 }));
    const known = newest === undefined ? "it is empty" : `its entries are 1 to ${newest.entry_id}`;
    return yield* new PipelineError({
      operation: "audit.show",
      reason: "UnknownEntry",
      message: `The audit log has no entry ${entryId}: ${known}. trialflow audit list shows the numbers.`,
      isRetryable: false,
    });
  }).pipe(
    printFailure(isJson),
    Effect.flatMap((entry) => Console.log(isJson ? JSON.stringify(describeEntry(entry), null, 2) : renderEntry(entry))),
  );
