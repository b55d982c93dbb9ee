import type { BenchResult } from "../src/result/BenchResult.ts";
import { measuresOf } from "../src/result/measuresOf.ts";
import { readings, speed } from "../src/result/readingsOf.ts";

const size = { rows: 500, bytes: 2 ** 20 };

/** A result as it is measured, from the times that the whole job took, one for each round. */
export const resultOf = (wallMs: ReadonlyArray<number>, times = 1): BenchResult => ({
  measuredAt: "2026-11-23T00:00:00.000Z",
  machine: {
    processor: "Abacus",
    processorCount: 2,
    memoryBytes: 2 ** 33,
    platform: "linux",
    node: "v22.23.2",
    postgres: "18.4",
  },
  loadBefore: 0.04,
  subject: { file: "trials.csv", times, rows: size.rows * times, bytes: size.bytes * times },
  parts: ["whole", "steps"],
  copier: "psql \\copy",
  measures: measuresOf(
    wallMs.map((ms) => [
      ...readings("whole", {
        wallMs: ms,
        insideMs: ms / 2,
        ...speed(size, ms),
        nodePeakBytes: 200 * 2 ** 20,
        serverPeakBytes: null,
        walBytes: 8 * 2 ** 20 * times,
      }),
      ...readings("view trials_by_country", { insideMs: 12 }),
      ...readings("load / psql \\copy", { ratio: ms / 1000 }),
    ]),
  ),
  published: { trials: 500 * times, countries: 30, conditions: 70 + times },
});
