/**
 * Multiplies a CSV export of the registry into a large file with unique NCT numbers.
 *
 *   npx node tools/sample/scale.ts --input FILE --times 100 --output FILE
 */
import { statSync } from "node:fs";
import { parseArgs } from "node:util";
import { bundledSamplePath } from "./src/bundledSample.ts";
import { parseCount } from "./src/parseCount.ts";
import { scaleCsv } from "./src/scale/scaleCsv.ts";

const { values } = parseArgs({
  options: { input: { type: "string" }, times: { type: "string" }, output: { type: "string" } },
});
const { input = bundledSamplePath, output } = values;
const times = parseCount("--times", values.times, 100);
if (output === undefined)
  throw new Error("--output is missing, expected the path of the file to write, such as --output large.csv.");

await scaleCsv({ input, output, times });
console.log(`${output}: ${times} times ${input}, ${statSync(output).size} bytes`);
