import { defaultSource, type RejectFilter, readRejects } from "@trialflow/pipeline";
import { Console, Effect, Option } from "effect";
import { printFailure } from "../../document/printFailure.ts";
import { renderRejectList } from "../../render/renderRejectList.ts";
import { demandLimit } from "../demandLimit.ts";
import { findWarehouse } from "../findWarehouse.ts";
import { parseNctId } from "../parseNctId.ts";
import { demandKnownWord } from "./demandKnownWord.ts";

/** What `rejects list` was asked for. */
export interface ListCommand {
  readonly reason: Option.Option<string>;
  readonly scope: Option.Option<NonNullable<RejectFilter["scope"]>>;
  readonly field: Option.Option<string>;
  readonly load: Option.Option<number>;
  readonly trial: Option.Option<string>;
  readonly state: NonNullable<RejectFilter["state"]> | "all";
  readonly limit: number;
  readonly json: boolean;
}

/** Prints rejects, as a table or as a document `{ total, rejects }`. */
export const listProgram = (command: ListCommand) =>
  Effect.gen(function* () {
    const nctId = Option.isNone(command.trial) ? null : yield* parseNctId(command.trial.value, "--trial");
    yield* demandLimit(command.limit);
    const filter: RejectFilter = {
      reason: Option.getOrNull(command.reason),
      scope: Option.getOrNull(command.scope),
      field: Option.getOrNull(command.field),
      loadId: Option.getOrNull(command.load),
      nctId,
      state: command.state === "all" ? null : command.state,
    };
    yield* demandKnownWord("reason", filter.reason);
    yield* demandKnownWord("field", filter.field);
    const found = yield* findWarehouse(readRejects(defaultSource, filter, command.limit));
    const list = Option.getOrElse(found, () => ({ total: 0, rejects: [] }));
    yield* Console.log(command.json ? JSON.stringify(list, null, 2) : renderRejectList(list, command.state));
  }).pipe(printFailure(command.json));
