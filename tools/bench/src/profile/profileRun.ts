import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { withServer } from "../measure/BenchServer.ts";
import { runCommand } from "../measure/runCommand.ts";
import { loading, runPipeline } from "../measure/runPipeline.ts";
import type { SubjectFiles } from "../subject/Subject.ts";
import type { CpuProfile } from "./CpuProfile.ts";
import { type StatementTime, statementTimes } from "./statementTimes.ts";
import { type ProfileSummary, summariseProfile } from "./summariseProfile.ts";

/** Where the time of a whole job goes. */
export interface JobProfile {
  readonly wallMs: number;
  /** One for each thread, the busiest first. */
  readonly threads: ReadonlyArray<ProfileSummary>;
  readonly statements: ReadonlyArray<StatementTime>;
}

/**
 * Runs the whole job once more on a running server, with V8's sampling profiler and the log of statements. Both cost time: what is measured
 * here stands in no other table.
 */
export const profileRun = (home: string, subject: SubjectFiles): Promise<JobProfile> =>
  withServer(home, async () => {
    await runCommand(home, ["db", "migrate"]);
    const folder = `${home}.profile`;
    mkdirSync(folder);
    const { stderr, wallMs } = await runPipeline(home, "run", loading(subject.path, "first"), {
      nodeArgs: ["--cpu-prof", `--cpu-prof-dir=${folder}`],
      logLevel: "Debug",
    });
    const threads = readdirSync(folder)
      .map((name) => summariseProfile(JSON.parse(readFileSync(join(folder, name), "utf8")) as CpuProfile))
      .toSorted((a, b) => b.totalMs - b.idleMs - (a.totalMs - a.idleMs));
    return { wallMs, threads, statements: statementTimes(stderr) };
  });
