import { Command } from "effect/cli";
import { backfill } from "./backfill.ts";
import { list } from "./list.ts";
import { pause } from "./pause.ts";
import { resume } from "./resume.ts";
import { run } from "./run.ts";
import { show } from "./show.ts";

/** `trialflow schedule`: what the schedulers do when. */
export const schedule = Command.make("schedule").pipe(
  Command.withDescription("See what the schedulers do when; fire a schedule, pause it, make up for lost days"),
  Command.withExamples([
    { command: "trialflow schedule list", description: "All schedules, what came last and what comes next" },
    { command: "trialflow schedule run nightly --wait", description: "Now, and wait for its end" },
    { command: 'trialflow schedule pause nightly --reason "The registry is down"', description: "No more ticks" },
  ]),
  Command.withSubcommands([list, show, run, pause, resume, backfill]),
);
