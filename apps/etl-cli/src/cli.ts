import { Layer } from "effect";
import { CliConfig, CliOutput, Command, GlobalFlag } from "effect/cli";
import { audit } from "./commands/audit/audit.ts";
import { check } from "./commands/check.ts";
import { db } from "./commands/db/db.ts";
import { diff } from "./commands/diff.ts";
import { doctor } from "./commands/doctor.ts";
import { exportFile } from "./commands/export.ts";
import { history } from "./commands/history.ts";
import { load } from "./commands/load.ts";
import { plan } from "./commands/plan/plan.ts";
import { publish } from "./commands/publish.ts";
import { purge } from "./commands/purge.ts";
import { rejects } from "./commands/rejects/rejects.ts";
import { release } from "./commands/release/release.ts";
import { run } from "./commands/run.ts";
import { runs } from "./commands/runs/runs.ts";
import { schedule } from "./commands/schedule/schedule.ts";
import { sources } from "./commands/sources.ts";
import { sql } from "./commands/sql.ts";
import { status } from "./commands/status.ts";
import { trace } from "./commands/trace.ts";
import { transform } from "./commands/transform.ts";
import { presenter } from "./presenter.ts";
import { version } from "./version.ts";

const trialflow = Command.make("trialflow").pipe(
  Command.withDescription("Clinical-trial registry data into PostgreSQL: typed, checked, traceable, with history"),
  Command.withExamples([
    { command: "trialflow run", description: "Everything: load, transform, check, publish" },
    { command: 'trialflow sql "select * from analytics.trials_by_country limit 10"', description: "Ask the warehouse" },
    { command: "trialflow run --help", description: "Flags and examples of a command" },
  ]),
  Command.withSubcommands([
    run,
    plan,
    load,
    transform,
    check,
    publish,
    status,
    sql,
    history,
    diff,
    trace,
    rejects,
    exportFile,
    sources,
    schedule,
    runs,
    audit,
    release,
    doctor,
    purge,
    db,
  ]),
);

/** The command line: parses the arguments of the process and runs the command they name. */
export const cli = Command.run(trialflow, { version });

/** How the command line presents itself: global flags, help and complaints. */
export const cliLayer = (asked: { readonly isJson: boolean }) =>
  Layer.mergeAll(
    CliConfig.layer({ builtIns: [GlobalFlag.Help, GlobalFlag.Version, GlobalFlag.Completions, GlobalFlag.LogLevel] }),
    CliOutput.layerPresenter(presenter(asked)),
  );
