import type { ServerFigures } from "../measure/BenchServer.ts";
import type { PipelineRun } from "../measure/runPipeline.ts";
import type { Quantity } from "./BenchResult.ts";
import type { Reading } from "./measuresOf.ts";

/** What a job worked on, for its speed. */
export interface JobSize {
  readonly rows: number;
  readonly bytes: number;
}

/** The server before and after a job. */
export interface ServerChange {
  readonly before: ServerFigures | null;
  readonly after: ServerFigures;
}

const perSecond = (amount: number, ms: number): number | null => (ms > 0 ? (amount / ms) * 1000 : null);

/** Gives a job's quantities as readings, without those that are undefined. */
export const readings = (
  job: string,
  values: Partial<Readonly<Record<Quantity, number | null>>>,
): ReadonlyArray<Reading> =>
  Object.entries(values).map(([quantity, value]) => ({ job, quantity: quantity as Quantity, value }));

/** How fast a job was. */
export const speed = (size: JobSize, ms: number) => ({
  rowsPerSecond: perSecond(size.rows, ms),
  bytesPerSecond: perSecond(size.bytes, ms),
});

/** What the server kept and wrote of a job; without a figure before it, of all since the server was made. */
export const growth = ({ before, after }: ServerChange) => ({
  databaseBytes: after.databaseBytes,
  walBytes: after.walBytes - (before?.walBytes ?? 0),
});

/** How long the steps of a run took, in milliseconds. */
export const insideMs = ({ document }: PipelineRun): number =>
  document.steps.reduce((sum, step) => sum + step.durationMs, 0);

/** Reads what a command of the pipeline took. */
export const readingsOf = (
  job: string,
  run: PipelineRun,
  size: JobSize,
  change: ServerChange | null,
): ReadonlyArray<Reading> =>
  readings(job, {
    wallMs: run.wallMs,
    insideMs: insideMs(run),
    ...speed(size, run.wallMs),
    nodeMs: run.usage.userMs + run.usage.systemMs,
    nodePeakBytes: run.usage.peakMemoryBytes,
    serverPeakBytes: run.serverPeakBytes,
    ...(change === null ? {} : growth(change)),
  });

/** Reads how the time of a run divides among its steps. */
export const stepReadings = (job: string, { document: { steps } }: PipelineRun): ReadonlyArray<Reading> =>
  [...new Set(steps.map(({ name }) => name))].flatMap((name) =>
    readings(`${job}: ${name}`, {
      insideMs: steps.filter((step) => step.name === name).reduce((sum, step) => sum + step.durationMs, 0),
    }),
  );
