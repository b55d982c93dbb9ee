import { exportLoad } from "@trialflow/extract";
import { Effect, Stream } from "effect";
import type { TestPipeline } from "../testPipeline.ts";
import { walkFile, walkRecords } from "../trace/csvWalk.ts";

/** Rebuilds the file of a load. */
export const exportedFile = async (pipeline: TestPipeline, loadId: number) => {
  const { load, setAsideCount, bytes, chunks } = await pipeline.run(
    Effect.gen(function* () {
      const file = yield* exportLoad(loadId);
      const parts = yield* Stream.runCollect(file.bytes);
      return { ...file, bytes: Buffer.concat(parts), chunks: parts.map((part) => part.length) };
    }),
  );
  return { load, setAsideCount, bytes, chunks };
};

/** Loads a file and does no more with it; the number of its load. */
export const loadOnly = async (pipeline: TestPipeline, path: string, snapshotDate?: string): Promise<number> => {
  const report = await pipeline.ingest([path], ["load"], snapshotDate === undefined ? {} : { snapshotDate });
  const loadId = report.loads[0]?.loadId ?? null;
  if (loadId === null) throw new Error(`${path} was not loaded`);
  return loadId;
};

/** The cells of a file, read by the test itself. */
export const cellsOf = (bytes: Buffer, delimiter: "," | "\t"): ReadonlyArray<ReadonlyArray<string>> => {
  const isCarriageReturnBreak = /^[^\n]*\r(?!\n)/.test(walkFile(bytes).text);
  return walkRecords(walkFile(bytes, isCarriageReturnBreak), delimiter).map(({ cells }) => cells);
};
