import { defaultSource, type RejectFilter, readRejects } from "@trialflow/pipeline";
import { Console, Effect, Option } from "effect";
import { printFailure } from "../../document/printFailure.ts";
import { UsageError } from "../../failure/UsageError.ts";
import { renderRejectList } from "../../render/renderRejectList.ts";
import { findWarehouse } from "../findWarehouse.ts";

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
    const nctId = Option.getOrNull(command.trial);
    if (nctId !== null && !/^NCT\d{8}$/.test(nctId)) {
      return yield* new UsageError({
        message: `--trial is "${nctId}"; expected NCT and eight digits, for example NCT04280705.`,
      });
    }
    if (command.limit < 1) {
      return yield* new UsageError({ message: `--limit is ${command.limit}; expected 1 or more.` });
    }
    const filter: RejectFilter = {
      reason: Option.getOrNull(command.reason),
      scope: Option.getOrNull(command.scope),
      field: Option.getOrNull(command.field),
      loadId: Option.getOrNull(command.load),
      nctId,
      state: command.state === "all" ? null : command.state,
    };
    const found = yield* findWarehouse(readRejects(defaultSource, filter, command.limit));
    const list = Option.getOrElse(found, () => ({ total: 0, rejects: [] }));
    yield* Console.log(command.json ? JSON.stringify(list, null, 2) : renderRejectList(list, command.state));
  }).pipe(printFailure(command.json));
