import { Argument, Command, Flag } from "effect/cli";
import { lazily } from "../lazily.ts";

/** `trialflow sql`: one statement, read only. */
export const sql = Command.make(
  "sql",
  {
    statement: Argument.String("statement").pipe(
      Argument.withDescription("One SQL statement, quoted; - reads it from standard input"),
    ),
    as: Flag.Literals("as", ["analyst", "auditor", "etl"]).pipe(
      Flag.withMetavar("ROLE"),
      Flag.withDescription("Whose rights to use: analyst reads analytics, auditor reads ops and raw, etl owns all"),
      Flag.optional,
    ),
    format: Flag.Literals("format", ["table", "csv", "json"]).pipe(
      Flag.withMetavar("FORMAT"),
      Flag.withDescription("How to print: table cuts long cells, csv and json are complete (default: table)"),
      Flag.withDefault("table" as const),
    ),
  },
  ({ statement, as, format }) =>
    lazily(
      () => import("../programs/sqlProgram.ts"),
      ({ sqlProgram }) => sqlProgram({ statement, as, format }),
    ),
).pipe(
  Command.withDescription("Run one read-only SQL statement against the warehouse"),
  Command.withExamples([
    {
      command: 'trialflow sql "select * from analytics.trials_by_country limit 10"',
      description: "Countries with most trials",
    },
    {
      command: 'trialflow sql "select * from analytics.trials" --as analyst --format csv > trials.csv',
      description: "Export a table with an analyst's rights",
    },
    { command: "trialflow sql - < question.sql", description: "Read the statement from a file" },
  ]),
);
