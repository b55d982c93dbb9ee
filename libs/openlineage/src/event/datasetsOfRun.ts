import type { StepName } from "@trialflow/schema";
import { getTableConfig } from "drizzle-orm/pg-core";
import { checkedDatasets } from "../dataset/checkedDatasets.ts";
import { copiedLineage, declaredLineage } from "../dataset/columnLineage.ts";
import { fileDataset, type InputFile } from "../dataset/fileDataset.ts";
import { outputTable } from "../dataset/outputTable.ts";
import { qualifiedName, tablesOf, type Zone } from "../dataset/tables.ts";
import { checksOf, filesOf, loadOf } from "../ledger/dataOfSteps.ts";
import type { RunLedger } from "../ledger/RunLedger.ts";
import { stepDetails } from "../ledger/stepDetails.ts";
import { datasetsOfStep, type StepDatasets } from "./datasetsOfStep.ts";
import { findInFiles } from "./findInFiles.ts";
import type { LineageContext } from "./LineageContext.ts";
import type { InputDataset } from "./RunEvent.ts";

/** The column lineage of a run of many files names the newest of them; the others are in the events of their steps. */
const maxFilesInLineage = 10;

const written: ReadonlyArray<readonly [StepName, Zone]> = [
  ["publish", "analytics"],
  ["transform", "staging"],
  ["load", "raw"],
];

/** How far the data of a run has come, and the steps that brought it there. */
const reachedBy = ({ steps }: RunLedger) => {
  for (const [name, zone] of written) {
    const performed = steps.filter((step) => step.name === name && step.status === "succeeded");
    if (performed.length > 0) return { zone, performed };
  }
  return null;
};

/** The files whose content a run brought furthest: those that it read, and those that an earlier run had left. */
const filesBrought = (ledger: RunLedger): ReadonlyArray<InputFile> => {
  const given = filesOf(ledger);
  const loads = (reachedBy(ledger)?.performed ?? []).flatMap((step) => loadOf(ledger, step) ?? []);
  return [...new Set(loads)]
    .slice(-maxFilesInLineage)
    .map((load) => given.find((file) => file.load === load) ?? { uri: load.uri, load });
};

const outputsOf = ({ info, ledger }: LineageContext): StepDatasets["outputs"] => {
  const reached = reachedBy(ledger);
  if (reached === null) return [];
  const { zone, performed } = reached;
  const last = performed.at(-1);
  const { tables = {} } = last === undefined ? {} : stepDetails(last);
  const find = findInFiles(filesBrought(ledger), ledger.run.host);
  return tablesOf(zone).map((table) =>
    outputTable(info, table, {
      lineage: zone === "raw" ? copiedLineage(table, find) : declaredLineage(table, find),
      rows: zone === "analytics" ? tables[getTableConfig(table).name] : undefined,
      bytes: ledger.tableBytes[qualifiedName(table)],
    }),
  );
};

/** A dataset stands in an event once. */
const distinct = (datasets: ReadonlyArray<InputDataset>): ReadonlyArray<InputDataset> => [
  ...new Map(datasets.map((dataset) => [`${dataset.namespace} ${dataset.name}`, dataset])).values(),
];

const inputsOf = (context: LineageContext): StepDatasets["inputs"] => {
  const { info, ledger } = context;
  const { steps, run } = ledger;
  const files = [...filesOf(ledger), ...filesBrought(ledger)].map((file) => fileDataset(file, run.host));
  const begun = steps.find(({ name }) => name !== "acquire");
  const first = files.length > 0 || begun === undefined ? [] : datasetsOfStep(context, begun).inputs;
  const check = steps.findLast(({ name }) => name === "check" || name === "publish");
  const checked = check === undefined ? [] : checkedDatasets(info, checksOf(ledger, check));
  return distinct([...files, ...first, ...checked]);
};

/**
 * Says what a run read and wrote: from its files, over the tables that were checked on the way, to the tables that its data reached.
 * What lies between them is told by the events of its steps.
 */
export const datasetsOfRun = (context: LineageContext): StepDatasets => ({
  inputs: inputsOf(context),
  outputs: outputsOf(context),
});
