import type { Round } from "../src/measure/measureRound.ts";
import type { PipelineRun } from "../src/measure/runPipeline.ts";

const run = (wallMs: number, steps: Readonly<Record<string, number>>, status: string): PipelineRun => ({
  wallMs,
  usage: { peakMemoryBytes: 200 * 2 ** 20, userMs: 900, systemMs: 100 },
  serverMemoryBytes: null,
  document: {
    status: "succeeded",
    loads: [{ status, read: 500 }],
    steps: Object.entries(steps).map(([name, durationMs]) => ({ name, durationMs })),
    durationMs: 0,
  },
});

/** A round as it is measured, from the time that the first run took. */
export const roundOf = (coldMs: number): Round => ({
  cold: run(coldMs, { load: 500, transform: 250 }, "loaded"),
  figures: { version: "18.4", databaseBytes: 16 * 2 ** 20, walBytes: 8 * 2 ** 20 },
  unchanged: run(1500, { load: 20 }, "unchanged"),
  warm: run(1000, { load: 20 }, "unchanged"),
});
