import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type PipelineRun, runPipeline } from "./runPipeline.ts";
import { type ServerFigures, withServer } from "./withServer.ts";

/** What is measured in one round, in this order. */
export interface Round {
  /** From nothing: a new home folder, so the server is made, migrated, filled and shut down. */
  readonly cold: PipelineRun;
  readonly figures: ServerFigures;
  /** The same file once more; the server is started and shut down, no row changes. */
  readonly unchanged: PipelineRun;
  /** The same file once more while the server runs already. */
  readonly warm: PipelineRun;
}

const expectLoad = (run: PipelineRun, name: string, status: string): PipelineRun => {
  const found = run.document.loads.map((load) => load.status).join(", ");
  if (found === status) return run;
  throw new Error(`The ${name} run's load is "${found}", expected "${status}": this is not the job to measure.`);
};

/**
 * Measures the main job once: from nothing, again without a change, and again on a running server.
 *
 * Writes   a temporary folder, removed afterwards
 */
export const measureRound = async (file: string): Promise<Round> => {
  const folder = mkdtempSync(join(tmpdir(), "trialflow-bench-"));
  // Started by root, the embedded server runs as another user, who has to pass through.
  chmodSync(folder, 0o711);
  const home = join(folder, "home");
  mkdirSync(home);
  try {
    const cold = expectLoad(await runPipeline(file, home), "first", "loaded");
    const { figures } = await withServer(home, () => Promise.resolve());
    const unchanged = expectLoad(await runPipeline(file, home), "second", "unchanged");
    const { result } = await withServer(home, () => runPipeline(file, home));
    return { cold, figures, unchanged, warm: expectLoad(result, "third", "unchanged") };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
