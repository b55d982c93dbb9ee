import { withServer } from "../measure/BenchServer.ts";
import { expectLoad, loading, runPipeline } from "../measure/runPipeline.ts";
import { insideMs, readings, readingsOf, stepReadings } from "../result/readingsOf.ts";
import type { PartOutcome, PartRequest } from "./PartRequest.ts";

/**
 * Measures the job from nothing, as a new user has it: the server is made, migrated, filled and shut down; then the same file once more,
 * with the server started and shut down.
 */
export const measureNothing = async ({ home, subject }: PartRequest): Promise<PartOutcome> => {
  const args = loading(subject.path, "first");
  const job = "from nothing";
  const cold = expectLoad(await runPipeline(home, "run", args), job, "loaded");
  const after = await withServer(home, ({ figures }) => figures());
  const again = expectLoad(await runPipeline(home, "run", args), `${job}, again`, "unchanged");
  return {
    readings: [
      ...readingsOf(job, cold, subject, { before: null, after }),
      ...stepReadings(job, cold),
      ...readings(`${job}: outside of the steps`, { wallMs: cold.wallMs - insideMs(cold) }),
      ...readingsOf(`${job}, again`, again, subject, null),
    ],
    version: after.version,
    published: cold.document.published,
  };
};
