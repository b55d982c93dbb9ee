import type { CheckResult } from "../dataset/checkedDatasets.ts";
import type { InputFile } from "../dataset/fileDataset.ts";
import type { Load, RunLedger, Step } from "./RunLedger.ts";
import { stepDetails } from "./stepDetails.ts";

/** The load that a step was about; null where it names none. */
export const loadOf = (ledger: RunLedger, step: Step): Load | null =>
  ledger.loads.get(stepDetails(step).load_id ?? -1) ?? null;

/** The results that a check step gave, or on which a publish step relied: those of the check before it. */
export const checksOf = (ledger: RunLedger, step: Step): ReadonlyArray<CheckResult> => {
  const isCheck = ({ name, ordinal }: Step) => name === "check" && ordinal <= step.ordinal;
  const check = ledger.steps.findLast(isCheck);
  const checkRunId = check === undefined ? ledger.standingCheckRunId : stepDetails(check).check_run_id;
  return ledger.checks.get(checkRunId ?? "") ?? [];
};

/** Whether a path or an address ends with the name of the file that a load step was about. */
const isNamed = (uri: string, name: string): boolean =>
  [name, encodeURIComponent(name)].some((end) => uri.endsWith(`/${end}`) || uri.endsWith(`#${end}`));

/**
 * Finds the files that a run was given, each with the load that it became. The same content is loaded once: a load may have come from
 * another place than the file that this run read.
 */
export const filesOf = (ledger: RunLedger): ReadonlyArray<InputFile & { readonly step: Step | null }> => {
  const left = ledger.steps.filter(({ name }) => name === "load");
  const given = ledger.steps.flatMap((step) => stepDetails(step).files ?? []);
  return given.map(({ uri }) => {
    const named = left.findIndex((step) => isNamed(uri, stepDetails(step).subject ?? ""));
    // A table in a zip file may have a name that no file can have: its load step then tells another one.
    const [step] = named === -1 && given.length > 1 ? [] : left.splice(Math.max(named, 0), 1);
    return { uri, step: step ?? null, load: step === undefined ? null : loadOf(ledger, step) };
  });
};
