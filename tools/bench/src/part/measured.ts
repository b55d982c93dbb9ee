import type { BenchServer } from "../measure/BenchServer.ts";
import type { PipelineRun } from "../measure/runPipeline.ts";
import type { Reading } from "../result/measuresOf.ts";
import { type JobSize, readingsOf } from "../result/readingsOf.ts";

/** A run of the pipeline and what was measured of it, the server's growth included. */
export interface MeasuredRun {
  readonly run: PipelineRun;
  readonly readings: ReadonlyArray<Reading>;
}

/** Measures a run on a running server; what was written before it is on the disk when it begins. */
export const measured = async (
  server: BenchServer,
  job: string,
  size: JobSize,
  start: () => Promise<PipelineRun>,
): Promise<MeasuredRun> => {
  await server.rows("checkpoint");
  const before = await server.figures();
  const run = await start();
  return { run, readings: readingsOf(job, run, size, { before, after: await server.figures() }) };
};
