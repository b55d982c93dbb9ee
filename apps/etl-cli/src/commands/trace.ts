import { Argument, Command, Flag } from "effect/cli";
import { lazily } from "../lazily.ts";
import { jsonFlag } from "./jsonFlag.ts";

/** `trialflow trace`: from a published value back to the file. */
export const trace = Command.make(
  "trace",
  {
    nctId: Argument.String("nct-id").pipe(Argument.withDescription("The trial's number: NCT and eight digits")),
    field: Flag.String("field").pipe(
      Flag.withMetavar("FIELD"),
      Flag.withDescription(
        "A column of analytics.trials (start_date ...), a list (locations ...) or an entry of it (locations.3)",
      ),
      Flag.optional,
    ),
    load: Flag.Int("load").pipe(
      Flag.withMetavar("ID"),
      Flag.withDescription("Look the row up in the file of this load, and not in that of the newest published one"),
      Flag.optional,
    ),
    json: jsonFlag,
  },
  ({ nctId, field, load, json }) =>
    lazily(
      () => import("../programs/traceProgram.ts"),
      ({ traceProgram }) => traceProgram({ nctId, field, load, isJson: json }),
    ),
).pipe(
  Command.withDescription("Trace each value of a trial back to staging, raw, file, line and column"),
  Command.withExamples([
    { command: "trialflow trace NCT04280705", description: "Every value with its place in the file" },
    { command: "trialflow trace NCT04280705 --field start_date", description: "The whole way of one value" },
    {
      command: "trialflow trace NCT04280705 --field locations.3 --json",
      description: "An entry of a list, for scripts",
    },
  ]),
);
