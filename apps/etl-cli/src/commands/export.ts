import { Command, Flag } from "effect/cli";
import { lazily } from "../lazily.ts";
import { jsonFlag } from "./jsonFlag.ts";

/** `trialflow export`: an accepted file, rebuilt from raw. */
export const exportFile = Command.make(
  "export",
  {
    load: Flag.Int("load").pipe(
      Flag.withMetavar("ID"),
      Flag.withDescription("The number of the load whose file to rebuild; a wrong one lists those that there are"),
    ),
    out: Flag.String("out").pipe(
      Flag.withMetavar("FILE"),
      Flag.withDescription("Where to write it; - is standard output (default: -)"),
      Flag.withDefault("-"),
    ),
    overwrite: Flag.Boolean("overwrite").pipe(
      Flag.withDescription("Replace the file if there is one"),
      Flag.withDefault(false),
    ),
    json: jsonFlag,
  },
  ({ load, out, overwrite, json }) =>
    lazily(
      () => import("../programs/exportProgram.ts"),
      ({ exportProgram }) => exportProgram({ loadId: load, out, isOverwriting: overwrite, isJson: json }),
    ),
).pipe(
  Command.withDescription(
    "Rebuild an accepted file from the database: every cell in its row and column; rows that could not be read as the text that they were",
  ),
  Command.withExamples([
    { command: "trialflow export --load 3 --out july.csv", description: "Write the file of load 3" },
    { command: "trialflow export --load 3 | head -1", description: "Its header" },
    {
      command: "trialflow export --load 3 --out july.csv --json | jq .exported.isIdentical",
      description: "Whether it is the loaded file byte for byte, quotes and line ends too",
    },
  ]),
);
