import { entryStatuses, loadSchedules, readNewestFires, readRuns } from "@trialflow/operations";
import { describeUnknownName } from "@trialflow/pipeline";
import { Console, Effect, Option } from "effect";
import { printFailure } from "../../document/printFailure.ts";
import { UsageError } from "../../failure/UsageError.ts";
import { renderRunList } from "../../render/renderRunList.ts";
import { demandLimit } from "../demandLimit.ts";
import { findWarehouse } from "../findWarehouse.ts";

const unknown = (flag: string, kind: string, typed: string, names: ReadonlyArray<string>) =>
  Effect.fail(new UsageError({ message: `${flag}: ${describeUnknownName({ kind, typed, names })}.` }));

/** Demands a schedule that is configured, or that the ledger has from when it was. */
const demandKnownSchedule = (name: string) =>
  Effect.gen(function* () {
    const configured = (yield* loadSchedules()).map((schedule) => schedule.name);
    if (configured.includes(name)) return;
    const fired = Option.match(yield* findWarehouse(readNewestFires), {
      onNone: (): ReadonlyArray<string> => [],
      onSome: (map) => [...map.keys()],
    });
    if (!fired.includes(name))
      return yield* unknown("--schedule", "schedule", name, [...new Set([...configured, ...fired])]);
  });

/** Prints fires and runs, the newest first. */
export const listProgram = (options: {
  readonly schedule: Option.Option<string>;
  readonly status: Option.Option<string>;
  readonly limit: number;
  readonly isJson: boolean;
}) =>
  Effect.gen(function* () {
    const { limit, isJson } = options;
    const schedule = Option.getOrUndefined(options.schedule);
    const status = Option.getOrUndefined(options.status);
    yield* demandLimit(limit);
    if (status !== undefined && !entryStatuses.includes(status)) {
      return yield* unknown("--status", "status", status, entryStatuses);
    }
    if (schedule !== undefined) yield* demandKnownSchedule(schedule);
    const request = {
      limit,
      ...(schedule === undefined ? {} : { schedule }),
      ...(status === undefined ? {} : { status }),
    };
    const runs = Option.getOrElse(yield* findWarehouse(readRuns(request)), () => []);
    yield* Console.log(isJson ? JSON.stringify({ runs }, null, 2) : renderRunList(runs));
  }).pipe(printFailure(options.isJson));
