import { readEntries } from "@trialflow/database";
import { Console, Effect, Option } from "effect";
import { describeEntry } from "../../document/describeEntry.ts";
import { printFailure } from "../../document/printFailure.ts";
import { UsageError } from "../../failure/UsageError.ts";
import { renderEntries } from "../../render/renderEntries.ts";
import { isDay } from "../isDay.ts";
import { askAuditLog } from "./askAuditLog.ts";

/** Prints entries of the audit log, the newest first. */
export const listProgram = (options: {
  readonly act: Option.Option<string>;
  readonly since: Option.Option<string>;
  readonly limit: number;
  readonly isJson: boolean;
}) =>
  Effect.gen(function* () {
    const { limit, isJson } = options;
    const act = Option.getOrUndefined(options.act);
    const since = Option.getOrUndefined(options.since);
    if (since !== undefined && !isDay(since)) {
      return yield* new UsageError({ message: `--since is "${since}"; expected a day as YYYY-MM-DD.` });
    }
    if (limit < 1) return yield* new UsageError({ message: `--limit is ${limit}; expected 1 or more.` });
    const entries = yield* askAuditLog(
      readEntries({
        limit,
        ...(act === undefined ? {} : { act }),
        ...(since === undefined ? {} : { since: new Date(`${since}T00:00:00Z`) }),
      }),
    ).pipe(printFailure(isJson));
    yield* Console.log(
      isJson ? JSON.stringify({ entries: entries.map(describeEntry) }, null, 2) : renderEntries(entries),
    );
  });
