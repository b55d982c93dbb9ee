import { measureCopy } from "../copy/measureCopy.ts";
import { withServer } from "../measure/BenchServer.ts";
import { runCommand } from "../measure/runCommand.ts";
import { expectLoad, loading, type PipelineCommand, runPipeline } from "../measure/runPipeline.ts";
import type { Reading } from "../result/measuresOf.ts";
import { insideMs, readings, speed } from "../result/readingsOf.ts";
import { measured } from "./measured.ts";
import type { PartOutcome, PartRequest } from "./PartRequest.ts";

const behindLoad: ReadonlyArray<PipelineCommand> = ["transform", "check", "publish"];

/**
 * Measures each step alone, a command each, on a migrated and empty database whose server runs; right before the load, COPY of the same
 * file on the same server.
 */
export const measureSteps = ({ home, subject, copier }: PartRequest): Promise<PartOutcome> =>
  withServer(home, async (server) => {
    await runCommand(home, ["db", "migrate"]);
    const copy = await measureCopy(server, subject, copier);
    if (copy.refusal !== null) console.error(`${copier} refused the file, nothing to compare with: ${copy.refusal}`);
    const ratio = (ms: number): number | null => (copy.wallMs === null ? null : ms / copy.wallMs);
    const load = await measured(server, "load", subject, () =>
      runPipeline(home, "load", loading(subject.path, "first")),
    );
    expectLoad(load.run, "load", "loaded");
    const found: Array<Reading> = [...copy.readings, ...load.readings];
    let [wallMs, inside] = [load.run.wallMs, insideMs(load.run)];
    for (const step of behindLoad) {
      const { run, readings: of } = await measured(server, step, subject, () => runPipeline(home, step));
      found.push(...of);
      wallMs += run.wallMs;
      inside += insideMs(run);
    }
    return {
      readings: [
        ...found,
        ...readings("steps together", { wallMs, insideMs: inside, ...speed(subject, wallMs) }),
        ...readings(`load / ${copier}`, { ratio: ratio(load.run.wallMs) }),
        ...readings(`load, inside / ${copier}`, { ratio: ratio(insideMs(load.run)) }),
      ],
      version: (await server.figures()).version,
      published: null,
    };
  });
