import { getTableConfig, type PgTable } from "drizzle-orm/pg-core";
import { assertionsOn, checkedDatasets } from "../dataset/checkedDatasets.ts";
import { copiedLineage, declaredLineage } from "../dataset/columnLineage.ts";
import { fileDataset, type InputFile } from "../dataset/fileDataset.ts";
import { outputTable } from "../dataset/outputTable.ts";
import { tableDataset } from "../dataset/tableDataset.ts";
import { qualifiedName, tablesOf } from "../dataset/tables.ts";
import { checksOf, filesOf, loadOf } from "../ledger/dataOfSteps.ts";
import type { Step } from "../ledger/RunLedger.ts";
import { stepDetails } from "../ledger/stepDetails.ts";
import { findInFiles } from "./findInFiles.ts";
import type { LineageContext } from "./LineageContext.ts";
import type { InputDataset, OutputDataset } from "./RunEvent.ts";

/** What a step read and wrote. */
export interface StepDatasets {
  readonly inputs: ReadonlyArray<InputDataset>;
  readonly outputs: ReadonlyArray<OutputDataset>;
}

/** The tables of raw that hold what a format's files say: its records, and which file had which. */
const rawTables = (format: string): ReadonlyArray<PgTable> =>
  tablesOf("raw").filter((table) => [format, `${format}_rows`].includes(getTableConfig(table).name));

const fileOf = ({ ledger }: LineageContext, step: Step): InputFile | null => {
  const load = loadOf(ledger, step);
  const file = filesOf(ledger).find((candidate) => candidate.step === step);
  return file ?? (load === null ? null : { uri: load.uri, load });
};

const ofLoad = (context: LineageContext, step: Step): StepDatasets => {
  const { info, ledger } = context;
  const file = fileOf(context, step);
  if (file === null) return { inputs: [], outputs: [] };
  const { host } = ledger.run;
  const { load } = file;
  const { new: added = 0, changed = 0 } = stepDetails(step);
  return {
    inputs: [fileDataset(file, host)],
    outputs:
      load === null
        ? []
        : rawTables(load.format).map((table) =>
            outputTable(info, table, {
              lineage: copiedLineage(table, findInFiles([file], host)),
              rows: getTableConfig(table).name === load.format ? added + changed : undefined,
              bytes: ledger.tableBytes[qualifiedName(table)],
            }),
          ),
  };
};

const ofTransform = (context: LineageContext, step: Step): StepDatasets => {
  const { info, ledger } = context;
  const load = loadOf(ledger, step);
  const inputs = tablesOf("raw")
    .filter((table) => load === null || rawTables(load.format).includes(table))
    .map((table) => tableDataset(info, table));
  const findRaw = (rawColumn: string) =>
    inputs.filter(({ name }) => !name.endsWith("_rows")).map((dataset) => ({ dataset, field: rawColumn }));
  return {
    inputs,
    outputs: tablesOf("staging").map((table) =>
      outputTable(info, table, {
        lineage: declaredLineage(table, findRaw),
        rows: qualifiedName(table) === "staging.trials" ? step.rows_out : undefined,
        bytes: ledger.tableBytes[qualifiedName(table)],
      }),
    ),
  };
};

const ofPublish = (context: LineageContext, step: Step): StepDatasets => {
  const { info, ledger } = context;
  const results = checksOf(ledger, step);
  const { tables = {} } = stepDetails(step);
  const staged = tablesOf("staging");
  const twinOf = (published: PgTable) =>
    staged.find((table) => getTableConfig(table).name === getTableConfig(published).name);
  const lineageOf = (published: PgTable) => {
    const twin = twinOf(published);
    if (twin === undefined) return {};
    const dataset = tableDataset(info, twin);
    const columns = new Set(getTableConfig(twin).columns.map(({ name }) => name));
    return copiedLineage(published, (field) => (columns.has(field) ? [{ dataset, field }] : []));
  };
  return {
    inputs: staged.map((table) => ({
      ...tableDataset(info, table),
      inputFacets: assertionsOn(qualifiedName(table), results),
    })),
    outputs: tablesOf("analytics").map((table) =>
      outputTable(info, table, {
        lineage: lineageOf(table),
        rows: tables[getTableConfig(table).name],
        bytes: ledger.tableBytes[qualifiedName(table)],
      }),
    ),
  };
};

/** Says what a step read and wrote; a step that changed nothing wrote nothing. */
export const datasetsOfStep = (context: LineageContext, step: Step): StepDatasets => {
  const { inputs, outputs } = {
    acquire: () => ({ inputs: [], outputs: [] }),
    load: () => ofLoad(context, step),
    transform: () => ofTransform(context, step),
    check: () => ({ inputs: checkedDatasets(context.info, checksOf(context.ledger, step)), outputs: [] }),
    publish: () => ofPublish(context, step),
  }[step.name]();
  return { inputs, outputs: step.status === "succeeded" ? outputs : [] };
};
