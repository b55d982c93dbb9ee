import { withServer } from "../measure/BenchServer.ts";
import { runCommand } from "../measure/runCommand.ts";
import { expectLoad, loading, runPipeline } from "../measure/runPipeline.ts";
import { readings, stepReadings } from "../result/readingsOf.ts";
import { measured } from "./measured.ts";
import { measureQuestions } from "./measureQuestions.ts";
import type { PartOutcome, PartRequest } from "./PartRequest.ts";

/** Makes sure that the second snapshot was the one to measure. Errors: throws when no trial changed, or more than were changed. */
const expectChanged = (changed: number, changedRows: number): void => {
  if (changed > 0 && changed <= changedRows) return;
  throw new Error(`The second snapshot changed ${changed} trials, expected 1 to ${changedRows}.`);
};

/**
 * Measures the whole job on a migrated and empty database whose server runs, and what follows it there: the same file again, a snapshot
 * in which one trial in a hundred has changed, and the questions that people ask.
 */
export const measureWhole = ({ home, subject, round }: PartRequest): Promise<PartOutcome> =>
  withServer(home, async (server) => {
    await runCommand(home, ["db", "migrate"]);
    const pipeline = (job: string, path: string, day: "first" | "second", status: "loaded" | "unchanged") =>
      measured(server, job, subject, async () =>
        expectLoad(await runPipeline(home, "run", loading(path, day)), job, status),
      );
    const whole = await pipeline("whole", subject.path, "first", "loaded");
    const again = await pipeline("same file again", subject.path, "first", "unchanged");
    const changed = await pipeline("1 % changed", subject.changedPath, "second", "loaded");
    expectChanged(changed.run.document.loads[0]?.changed ?? 0, subject.changedRows);
    return {
      readings: [
        ...whole.readings,
        ...stepReadings("whole", whole.run),
        ...again.readings,
        ...changed.readings,
        ...stepReadings("1 % changed", changed.run),
        ...readings("same file again / whole", { ratio: again.run.wallMs / whole.run.wallMs }),
        ...readings("1 % changed / whole", { ratio: changed.run.wallMs / whole.run.wallMs }),
        ...(await measureQuestions(server, round)),
      ],
      version: (await server.figures()).version,
      published: whole.run.document.published,
    };
  });
