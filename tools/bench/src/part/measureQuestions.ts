import type { BenchServer } from "../measure/BenchServer.ts";
import { runCommand } from "../measure/runCommand.ts";
import { statementTimes } from "../profile/statementTimes.ts";
import type { Reading } from "../result/measuresOf.ts";
import { readings } from "../result/readingsOf.ts";
import { explainedMs } from "./explainedMs.ts";

/** The views that answer the questions which the data is collected for. */
const views = [
  "trials_by_study_type_and_phase",
  "conditions_by_trial_count",
  "intervention_completion_rates",
  "trials_by_country",
  "trial_durations",
];

const explain = "explain (analyze, serialize text, timing off, summary on, format json)";

/** Measures the five views, all of their rows, and `trace` and `history` of a trial that is another one in each round. */
export const measureQuestions = async (server: BenchServer, round: number): Promise<ReadonlyArray<Reading>> => {
  const found: Array<Reading> = [];
  for (const view of views) {
    const [[plan] = []] = await server.rows(`${explain} select * from analytics.${view}`);
    found.push(...readings(`view ${view}`, { insideMs: explainedMs(plan) }));
  }
  const chosen = `select nct_id from analytics.trials order by md5(nct_id || '${round}') limit 1`;
  const [[nctId] = []] = await server.rows(chosen);
  for (const command of ["trace", "history"]) {
    const { wallMs, stderr } = await runCommand(server.home, [command, String(nctId), "--json"], { logLevel: "Debug" });
    const insideMs = statementTimes(stderr).reduce((sum, { totalMs }) => sum + totalMs, 0);
    found.push(...readings(command, { wallMs, insideMs }));
  }
  return found;
};
