import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { contentOf } from "../support/contentOf.ts";
import { csv, trials } from "../support/trialCsv.ts";
import { startTrialflow } from "../support/trialflowCommand.ts";
import { ask, writeInput } from "../support/warehouse.ts";
import { createTestPipeline } from "../testPipeline.ts";

/** How often the replay is killed. More takes minutes; the moments are spread over all of its work. */
const kills = Number(process.env["TRIALFLOW_TEST_KILLS"] ?? "6");

const days = ["2020-05-01", "2020-05-02", "2020-05-03", "2020-05-04"];

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const dataTables = (content: Readonly<Record<string, string>>) => {
  const { acts: _, ...tables } = content;
  return tables;
};

test(
  `a replay of snapshots that is killed ${kills} times, and run again after each, gives what an undisturbed one gives`,
  async () => {
    const undisturbed = await createTestPipeline();
    const files = days.map((day, index) =>
      writeInput(
        undisturbed,
        `trials-${day}.csv`,
        csv(trials(300 + 10 * index, (number) => (number % (index + 2) === 0 ? { title: `Title of ${day}` } : {}))),
      ),
    );
    const startedAt = performance.now();
    const replay = (pipeline: { readonly url: string }, home: string) =>
      startTrialflow(
        files.flatMap((file, index) => (index === 0 ? ["run", "--file", file] : ["--file", file])),
        { DATABASE_URL: pipeline.url, TRIALFLOW_HOME: home },
      );
    const newHome = () => mkdtempSync(join(tmpdir(), "trialflow-replay-"));
    expect(await replay(undisturbed, newHome()).ended).toMatchObject({ code: 0 });
    const wholeMs = performance.now() - startedAt;

    let interrupted = 0;
    for (let kill = 1; kill <= kills; ) {
      // Each attempt goes on where the last one was killed, so several of them make one replay.
      const disturbed = await createTestPipeline();
      const home = newHome();
      for (let isDone = false; !isDone; ) {
        const command = replay(disturbed, home);
        if (kill <= kills) await Promise.race([wait((wholeMs * (((kill * 37) % kills) + 0.5)) / kills), command.ended]);
        else await command.ended;
        kill++;
        command.kill();
        const { code, stderr } = await command.ended;
        if (code === null) interrupted++;
        else expect(code, stderr).toBe(0);
        isDone = code === 0;
      }
      expect(dataTables(await contentOf(disturbed))).toEqual(dataTables(await contentOf(undisturbed)));
      const verified = startTrialflow(["audit", "verify"], { DATABASE_URL: disturbed.url, TRIALFLOW_HOME: home });
      expect(await verified.ended).toMatchObject({ code: 0 });
      const [left] = await ask<{ n: number }>(
        disturbed,
        "select count(*)::int as n from ops.runs where status = 'running'",
      );
      expect(left?.n).toBe(0);
    }
    expect(interrupted).toBeGreaterThan(kills / 3);
  },
  60_000 + kills * 20_000,
);
