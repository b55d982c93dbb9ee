import type { RunReport } from "@trialflow/pipeline";
import type { FailureEntry } from "../document/failureEntry.ts";

const status = "npx trialflow status";
const firstQuestion = 'npx trialflow sql "select * from analytics.trials_by_country limit 10"';
const failingRows =
  'npx trialflow sql "select check_name, row_key, row_values from ops.check_failures where check_run_id = (select check_run_id from ops.source_states) limit 20"';

const after: Readonly<Record<string, ReadonlyArray<string>>> = {
  run: [firstQuestion, status],
  load: ["npx trialflow transform", status],
  transform: ["npx trialflow check", status],
  check: ["npx trialflow publish", status],
  publish: [firstQuestion, status],
};

const stepBefore: Readonly<Record<string, string>> = { transform: "load", check: "transform", publish: "check" };

/** The same command, in words: its flags are part of it. */
const again = (command: string) =>
  `Remove the cause, which the error names, then give the same \`trialflow ${command}\` again: it goes on where it stopped`;

/** Lists what to type next, by how a command ended and why. */
export const renderNext = (
  { status: outcome }: Pick<RunReport, "status">,
  command: string,
  failure: FailureEntry | null,
): ReadonlyArray<string> => {
  if (outcome === "succeeded" || outcome === "unchanged") return after[command] ?? [];
  if (outcome === "gate_failed" || failure?.reason === "GateFailed") return [failingRows, status];
  if (failure?.reason === "NotReady" && stepBefore[command] !== undefined) {
    return [`npx trialflow ${stepBefore[command]}`, `npx trialflow ${command}`];
  }
  return [again(command), status];
};
