/**
 * Writes invented trials to a CSV file in the legacy export's format; without options, the bundled sample.
 *
 *   npx node tools/sample/generate.ts [--count 500] [--seed 20200831] [--output FILE]
 */
import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { bundledSample, bundledSamplePath } from "./src/bundledSample.ts";
import { generateCsv } from "./src/generateCsv.ts";
import { parseCount } from "./src/parseCount.ts";

const { values } = parseArgs({
  options: { count: { type: "string" }, seed: { type: "string" }, output: { type: "string" } },
});
const count = parseCount("--count", values.count, bundledSample.count);
const seed = parseCount("--seed", values.seed, bundledSample.seed);
const output = values.output ?? bundledSamplePath;

await pipeline(Readable.from(generateCsv({ count, seed })), createWriteStream(output));
console.log(`${count} invented trials written to ${output}`);
