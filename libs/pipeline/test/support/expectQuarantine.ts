import { expect } from "vitest";
import type { RunReport } from "../../src/index.ts";
import { createTestPipeline, type TestPipeline } from "../testPipeline.ts";
import { csv, trials } from "./trialCsv.ts";
import { balance, currentIn, dataOf, type Quarantined, quarantine, writeInput } from "./warehouse.ts";

/** How many rows the files here have: so many that one bad row closes no gate. */
export const rowCount = 100;
/** Which of them a test spoils, and on which line it stands. */
export const spoiltNumber = 51;
export const spoiltLine = spoiltNumber + 1;

/** A file with one fault, and what is to become of its rows. */
export interface SpoiltFile {
  readonly content: string | Uint8Array;
  readonly rejects: ReadonlyArray<Partial<Quarantined>>;
  readonly read?: number;
  readonly duplicate?: number;
  /** Rows that the load sets aside, and trials that decoding sets aside as a whole. */
  readonly rejectedRows?: number;
  readonly rejectedRecords?: number;
}

/** A pipeline whose published state is that of a good file, to which every test returns. */
export interface GoodWarehouse {
  readonly pipeline: TestPipeline;
  readonly analytics: Readonly<Record<string, string>>;
}

const goodFile = (pipeline: TestPipeline): string => writeInput(pipeline, "good.csv", csv(trials(rowCount)));

/** Makes a warehouse and publishes the good file. */
export const createGoodWarehouse = async (): Promise<GoodWarehouse> => {
  const pipeline = await createTestPipeline();
  expect(await pipeline.ingest([goodFile(pipeline)])).toMatchObject({ status: "succeeded" });
  return { pipeline, analytics: currentIn(await dataOf(pipeline)) };
};

/** Runs the good file again and sees that this brings analytics back to what it was. */
export const expectReturn = async ({ pipeline, analytics }: GoodWarehouse): Promise<void> => {
  expect(await pipeline.ingest([goodFile(pipeline)])).toMatchObject({
    loads: [{ status: "reactivated" }],
    rejects: [],
    published: { trials: rowCount },
  });
  expect(currentIn(await dataOf(pipeline))).toEqual(analytics);
};

/** A reject of the spoilt row; tests say what differs. */
const usual: Quarantined = {
  scope: "file_row",
  nct_id: null,
  row_number: spoiltNumber,
  line_number: spoiltLine,
  field: null,
  position: null,
  reason_code: "",
  detail: "",
  raw_text: "",
  raw_bytes: null,
  is_raw_text_complete: true,
};

/**
 * Runs a file with a fault after a good one and sees that exactly the fault is set aside, that the ledger is balanced and all
 * else is published; then runs the good file again, which brings analytics back to what it was.
 */
export const expectQuarantine = async (
  warehouse: GoodWarehouse,
  { content, rejects, read = rowCount, duplicate = 0, rejectedRows = 0, rejectedRecords = 0 }: SpoiltFile,
  look: (report: RunReport) => Promise<void> = async () => {},
): Promise<void> => {
  const { pipeline } = warehouse;
  const report = await pipeline.ingest([writeInput(pipeline, "spoilt.csv", content)]);
  expect(report.checks?.results.filter(({ status }) => status === "failed")).toEqual([]);
  expect(report.status).toBe("succeeded");

  expect(await quarantine(pipeline)).toEqual(rejects.map((reject) => ({ ...usual, ...reject })));
  const fileRows = rejects.filter(({ scope = usual.scope }) => scope === "file_row").length;
  const found = await balance(pipeline);
  expect(found).toMatchObject({
    read,
    duplicate,
    rejected: rejectedRows,
    in_raw: read - fileRows,
    set_aside: fileRows,
    staged: read - duplicate - rejectedRows - rejectedRecords,
    published: read - duplicate - rejectedRows - rejectedRecords,
  });
  expect((found?.["new"] ?? 0) + (found?.["changed"] ?? 0) + (found?.["unchanged"] ?? 0)).toBe(
    read - duplicate - rejectedRows,
  );
  expect(report.rejects.reduce((sum, reject) => sum + reject.count, 0)).toBe(rejects.length);
  await look(report);
  await expectReturn(warehouse);
};
