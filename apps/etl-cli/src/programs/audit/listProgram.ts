import { readEntries } from "@trialflow/database";
import { describeUnknownName } from "@trialflow/pipeline";
import { Console, Effect, Option } from "effect";
import { describeEntry } from "../../document/describeEntry.ts";
import { printFailure } from "../../document/printFailure.ts";
import { UsageError } from "../../failure/UsageError.ts";
import { renderEntries } from "../../render/renderEntries.ts";
import { demandDay } from "../demandDay.ts";
import { demandLimit } from "../demandLimit.ts";
import { acts } from "./acts.ts";
import { askAuditLog } from "./askAuditLog.ts";

/** Demands an act that this program does, or that the log has from another one. */
const demandAct = (act: string | undefined) =>
  Effect.gen(function* () {
    if (act === undefined || acts.includes(act)) return;
    const entries = yield* askAuditLog(readEntries({}));
    const names = [...new Set([...acts, ...entries.map((entry) => entry.act)])];
    if (names.includes(act)) return;
    return yield* new UsageError({ message: `--act: ${describeUnknownName({ kind: "act", typed: act, names })}.` });
  });

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
    yield* demandDay("--since", since);
    yield* demandLimit(limit);
    yield* demandAct(act);
    const entries = yield* askAuditLog(
      readEntries({
        limit,
        ...(act === undefined ? {} : { act }),
        ...(since === undefined ? {} : { since: new Date(`${since}T00:00:00Z`) }),
      }),
    );
    yield* Console.log(
      isJson ? JSON.stringify({ entries: entries.map(describeEntry) }, null, 2) : renderEntries(entries),
    );
  }).pipe(printFailure(options.isJson));
