import { Command, Flag } from "effect/cli";
import { lazily } from "../../lazily.ts";
import { jsonFlag } from "../jsonFlag.ts";
import { loadFlag, reasonFlag } from "./selectionFlags.ts";

const scopeFlag = Flag.Literals("scope", ["file_row", "record", "field"]).pipe(
  Flag.withDescription("file_row: the row could not be read; record: set aside as a whole; field: only this field"),
  Flag.optional,
);
const fieldFlag = Flag.String("field").pipe(
  Flag.withMetavar("COLUMN"),
  Flag.withDescription("Only rejects of this raw column, such as locations"),
  Flag.optional,
);
const trialFlag = Flag.String("trial").pipe(
  Flag.withMetavar("NCT_ID"),
  Flag.withDescription("Only rejects of this trial: NCT and eight digits"),
  Flag.optional,
);
const stateFlag = Flag.Literals("state", ["open", "waived", "resolved", "superseded", "all"]).pipe(
  Flag.withDescription("How the rejects stand (default: open)"),
  Flag.withDefault("open"),
);
const limitFlag = Flag.Int("limit").pipe(
  Flag.withMetavar("N"),
  Flag.withDescription("How many to show at most; the total is told in any case (default: 50)"),
  Flag.withDefault(50),
);

/** `trialflow rejects list`. */
export const list = Command.make(
  "list",
  {
    reason: reasonFlag,
    scope: scopeFlag,
    field: fieldFlag,
    load: loadFlag,
    trial: trialFlag,
    state: stateFlag,
    limit: limitFlag,
    json: jsonFlag,
  },
  (flags) =>
    lazily(
      () => import("../../programs/rejects/listProgram.ts"),
      ({ listProgram }) => listProgram(flags),
    ),
).pipe(
  Command.withDescription("List what is in quarantine: open rejects of the present content unless told otherwise"),
  Command.withExamples([
    { command: "trialflow rejects list", description: "What is open" },
    {
      command: "trialflow rejects list --reason unknown_country --limit 10",
      description: "The first ten sites whose country is unknown",
    },
    { command: "trialflow rejects list --state waived --json", description: "What somebody decided to live with" },
  ]),
);
