/**
 * Measures the main job and its steps at one size or several, beside COPY of the same file.
 *
 *   npx nx run bench:bench -- --file PATH --times 1,10,100 --runs 3
 *   npx nx run bench:bench -- --times 10 --runs 1 --profile
 */
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { benchSize } from "./src/benchSize.ts";
import { cacheFolder } from "./src/cacheFolder.ts";
import { findCopier } from "./src/copy/copyFile.ts";
import { interruption } from "./src/interruption.ts";
import { parseBenchOptions } from "./src/parseBenchOptions.ts";
import { withHome } from "./src/part/withHome.ts";
import { profileRun } from "./src/profile/profileRun.ts";
import { renderGrowth } from "./src/render/renderGrowth.ts";
import { renderProfile } from "./src/render/renderProfile.ts";
import { renderResult } from "./src/render/renderResult.ts";
import type { BenchResult } from "./src/result/BenchResult.ts";
import { readPrevious, readReport, writeReport } from "./src/result/readReport.ts";
import { contentKey } from "./src/subject/contentKey.ts";
import { findFile } from "./src/subject/findFile.ts";
import { prepareSubject } from "./src/subject/prepareSubject.ts";
import { workFolder } from "./src/subject/workFolder.ts";

const options = parseBenchOptions(process.argv.slice(2));
const file = resolve(options.file ?? findFile());
const folder = workFolder(options.folder, tmpdir());
const compared = options.compare === null ? null : readReport(options.compare);
const key = await contentKey(file);
const copier = findCopier();

process.once("uncaughtException", (error) => {
  console.error(interruption.signal.aborted ? "Interrupted; nothing was kept of the size under way." : error);
  process.exit(interruption.signal.aborted ? 130 : 1);
});

const results: Array<BenchResult> = [];
for (const times of options.times) {
  const subject = await prepareSubject({ file, times, key, folder });
  const kept = join(cacheFolder(process.env), "results", key, `x${times}-${options.parts.toSorted().join("-")}.json`);
  const previous = (compared ?? readPrevious(kept))?.results.find((result) => result.subject.times === times) ?? null;
  const result = await benchSize({
    ...options,
    subject,
    folder,
    copier,
    onRound: (round, ms) => console.error(`x ${times}, round ${round} of ${options.runs}: ${(ms / 1000).toFixed(1)} s`),
  });
  writeReport(kept, { results: [result] });
  const last = results.at(-1);
  results.push(result);
  console.log(`${renderResult(result, previous)}\n\nKept in ${kept}\n`);
  if (last !== undefined) console.log(`${renderGrowth(last, result)}\n`);
  if (options.isProfiled) {
    console.log(`${renderProfile(await withHome(folder, (home) => profileRun(home, subject)))}\n`);
  }
}
if (options.output !== null) {
  writeReport(options.output, { results });
  console.log(`Written to ${options.output}`);
}
