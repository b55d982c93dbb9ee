import { readChain } from "@trialflow/database";
import { Console, Effect, FileSystem, Option } from "effect";
import { describeChainEntry } from "../../document/describeEntry.ts";
import { UsageError } from "../../failure/UsageError.ts";
import { askAuditLog } from "./askAuditLog.ts";

/** Writes the audit log as JSON lines, the oldest entry first, to a new file or to standard output. */
export const exportProgram = ({ out }: { readonly out: Option.Option<string> }) =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem;
    const entries = yield* askAuditLog(readChain);
    const lines = entries.map((entry) => JSON.stringify(describeChainEntry(entry)));
    if (Option.isNone(out)) return yield* Console.log(lines.join("\n"));
    // Evidence that was exported earlier is not overwritten.
    yield* files.writeFileString(out.value, `${lines.join("\n")}\n`, { flag: "wx" }).pipe(
      Effect.mapError(
        ({ message }) =>
          new UsageError({
            message: `--out ${out.value} cannot be written (${message}); expected the path of a new file.`,
          }),
      ),
    );
    yield* Console.error(`Wrote ${lines.length} entries to ${out.value}.`);
  });
