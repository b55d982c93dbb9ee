import { appendFileSync, readdirSync, rmSync, unlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { Effect } from "effect";
import { beforeAll, describe, expect, test } from "vitest";
import { defaultSource, ingest, Progress } from "../../src/index.ts";
import { expectRefusal, publishGoodFile } from "../support/expectRefusal.ts";
import { csv, header, trials } from "../support/trialCsv.ts";
import { ask, dataOf, failureOf, lastRun, writeInput } from "../support/warehouse.ts";
import { createTestPipeline, type TestPipeline } from "../testPipeline.ts";

let pipeline: TestPipeline;
beforeAll(async () => {
  pipeline = await createTestPipeline();
  await publishGoodFile(pipeline);
});

const archived = () => readdirSync(join(pipeline.home, "archive/sha256"), { recursive: true }).map(String).sort();

describe("a file that does not hold still", () => {
  test("is refused while somebody writes to it, and nothing of it stays in the archive", async () => {
    const path = writeInput(pipeline, "growing.csv", csv(trials(20)).padEnd(8_000_000, "\n"));
    let isWriting = true;
    const write = () => {
      if (!isWriting) return;
      appendFileSync(path, "\n");
      setImmediate(write);
    };
    let before: ReadonlyArray<string> = [];
    let after: ReadonlyArray<string> = [];
    const failure = await expectRefusal(pipeline, async () => {
      before = archived();
      write();
      return pipeline.ingest([path]).finally(() => {
        isWriting = false;
        after = archived();
      });
    });
    expect(failure).toMatchObject({ reason: { _tag: "FileChangedWhileRead" }, isRetryable: true });
    expect(failure.message.replace(/\d+ -> \d+/, "A -> B")).toBe(
      `${path} changed while it was being read (size A -> B bytes). Nothing was kept; try again when the file is complete.`,
    );
    expect(after).toEqual(before);
  });

  test("is refused when it is gone before it could be archived", async () => {
    const path = writeInput(pipeline, "vanishing.csv", csv(trials(20)));
    const failure = await expectRefusal(pipeline, () =>
      pipeline.run(
        ingest({ source: defaultSource, files: [path] }).pipe(
          Effect.provideService(Progress, (event) =>
            event._tag === "StepFinished" && event.step === "acquire"
              ? Effect.sync(() => unlinkSync(path))
              : Effect.void,
          ),
        ),
      ),
    );
    expect(failure).toMatchObject({ reason: { _tag: "FileNotFound" }, isRetryable: false });
    expect(failure.message).toBe(`There is no file at ${path}. Check the path and run again.`);
  });

  test("is refused when its archived copy is gone before it could be read", async () => {
    const path = writeInput(pipeline, "unarchived.csv", csv(trials(19)));
    const failure = await expectRefusal(pipeline, () =>
      pipeline.run(
        ingest({ source: defaultSource, files: [path] }).pipe(
          Effect.provideService(Progress, (event) =>
            event._tag === "StepStarted" && event.step === "load"
              ? Effect.sync(() => rmSync(join(pipeline.home, "archive"), { recursive: true }))
              : Effect.void,
          ),
        ),
      ),
    );
    expect(failure).toMatchObject({ reason: { _tag: "FileNotFound" } });
    expect(failure.message).toContain(join(pipeline.home, "archive"));
  });
});

describe("a path is refused that leads to", () => {
  test("nothing", async () => {
    const path = join(pipeline.home, "nothing.csv");
    const failure = await expectRefusal(pipeline, () => pipeline.ingest([path]));
    expect(failure.message).toBe(`There is no file at ${path}. Check the path and run again.`);
  });

  test("a folder", async () => {
    const path = dirname(writeInput(pipeline, "folder/a.csv", csv(trials(20))));
    const failure = await expectRefusal(pipeline, () => pipeline.ingest([path]));
    expect(failure.message).toBe(
      `${path} is a folder, expected a file. To load the files in it, give a pattern such as "${path}/*.csv", or put the files into the inbox.`,
    );
  });

  test("a device", async () => {
    const failure = await expectRefusal(pipeline, () => pipeline.ingest(["/dev/null"]));
    expect(failure.message).toBe("/dev/null is a pipe or device, expected a regular file. Give the path of one file.");
  });

  test("no file by a pattern", async () => {
    const failure = await expectRefusal(pipeline, () => pipeline.ingest(["no-such-*.csv"]));
    expect(failure.message).toBe(
      `The pattern no-such-*.csv matches no file (searched from ${process.cwd()}), expected at least one. Check the spelling, and quote the pattern so that the shell leaves it alone.`,
    );
  });
});

test("of two files the first is published when the second is bad, and nothing of the second is kept", async () => {
  const good = writeInput(pipeline, "trials-20210101.csv", csv(trials(25)));
  const bad = writeInput(pipeline, "trials-20210102.csv", `${header()}\n`);

  const failure = await failureOf(pipeline.ingest([bad, good]));
  expect(failure).toMatchObject({ reason: { _tag: "NoRows" } });
  expect(
    await ask(
      pipeline,
      "select file_name, published_at is not null as is_published from ops.loads order by load_id desc limit 1",
    ),
  ).toEqual([{ file_name: "trials-20210101.csv", is_published: true }]);
  const run = await lastRun(pipeline);
  expect(run).toMatchObject({ status: "failed", error: failure.message });
  expect(
    await ask(pipeline, `select name, status from ops.steps where run_id = '${run?.run_id}' order by ordinal`),
  ).toEqual([
    { name: "acquire", status: "succeeded" },
    { name: "load", status: "succeeded" },
    { name: "transform", status: "succeeded" },
    { name: "check", status: "succeeded" },
    { name: "publish", status: "succeeded" },
  ]);

  const between = await dataOf(pipeline);
  expect(await pipeline.ingest([good])).toMatchObject({
    status: "unchanged",
    loads: [{ file: "trials-20210101.csv", status: "unchanged", read: 25, unchanged: 25 }],
    published: { trials: 25 },
  });
  expect(await dataOf(pipeline)).toEqual(between);
});
