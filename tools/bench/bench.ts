/**
 * Measures the main job: a file of trials from nothing to published tables.
 *
 *   npx nx run bench:bench -- --file PATH --times 10 --runs 3 --compare earlier.json
 */
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { bundledSamplePath, scaleCsv } from "@trialflow/sample";
import { measureRound, type Round } from "./src/measure/measureRound.ts";
import { parseBenchOptions } from "./src/parseBenchOptions.ts";
import { renderResult } from "./src/render/renderResult.ts";
import type { BenchResult } from "./src/result/BenchResult.ts";
import { describeMachine } from "./src/result/describeMachine.ts";
import { measuresOf } from "./src/result/measuresOf.ts";
import { readResult } from "./src/result/readResult.ts";

const { compare, file: chosen, output, runs, times } = parseBenchOptions(process.argv.slice(2));
const file = chosen ?? bundledSamplePath;
const [loadBefore = 0] = loadavg();
const previous = compare === null ? null : readResult(compare);
const folder = mkdtempSync(join(tmpdir(), "trialflow-bench-file-"));
try {
  const input = times === 1 ? resolve(file) : join(folder, `times-${times}-${basename(file)}`);
  if (times > 1) await scaleCsv({ input: file, output: input, times });

  const rounds: Array<Round> = [];
  for (let round = 1; round <= runs; round++) {
    rounds.push(await measureRound(input));
    const seconds = (ms: number | undefined) => ((ms ?? 0) / 1000).toFixed(2);
    const last = rounds.at(-1);
    console.error(
      `round ${round} of ${runs}: ${seconds(last?.cold.wallMs)} s from nothing, ${seconds(last?.unchanged.wallMs)} s without a change`,
    );
  }
  const [first] = rounds;
  if (first === undefined) throw new Error("No round was measured.");
  const subject = {
    file: basename(file),
    times,
    bytes: statSync(input).size,
    rows: first.cold.document.loads.reduce((sum, load) => sum + load.read, 0),
  };
  const result: BenchResult = {
    measuredAt: new Date().toISOString(),
    machine: describeMachine(first.figures.version),
    loadBefore,
    subject,
    measures: measuresOf(rounds, subject),
  };
  mkdirSync(dirname(resolve(output)), { recursive: true });
  writeFileSync(output, `${JSON.stringify(result, null, 2)}\n`);
  console.log(`${renderResult(result, previous)}\n\nWritten to ${output}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
