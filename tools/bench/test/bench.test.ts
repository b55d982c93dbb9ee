import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { repositoryRoot } from "../src/repositoryRoot.ts";
import { readReport } from "../src/result/readReport.ts";
import { summarise } from "../src/result/summarise.ts";

const folder = mkdtempSync(join(tmpdir(), "trialflow-bench-test-"));
chmodSync(folder, 0o711);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const script = fileURLToPath(new URL("../bench.ts", import.meta.url));
const work = join(folder, "work");
const bench = (...options: ReadonlyArray<string>) =>
  spawnSync(process.execPath, ["--conditions=@trialflow/source", script, `--folder=${work}`, ...options], {
    encoding: "utf8",
    env: { ...process.env, XDG_CACHE_HOME: join(folder, "cache") },
  });

const jobs = ["from nothing", "whole", "same file again", "1 % changed", "load", "transform", "check", "publish"];
const questions = ["view trials_by_country", "view trial_durations", "trace", "history"];

test("the real job is measured in every part, and leaves nothing but its files and its result", {
  timeout: 600_000,
}, () => {
  const output = join(folder, "results/first.json");
  const file = `--file=${join(repositoryRoot, "data/sample/covid-19-trials-sample.csv")}`;
  const { status, stderr, stdout } = bench(file, "--runs=1", "--times=2", "--profile", `--output=${output}`);
  expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringMatching(/^x 2, round 1 of 1: /) });
  const [result] = readReport(output).results;
  expect(result?.subject).toMatchObject({ file: "covid-19-trials-sample.csv", times: 2, rows: 1000 });
  expect(result?.machine.postgres).toMatch(/^18\./);
  expect(result?.published).toMatchObject({ trials: expect.any(Number) });
  const known = (quantity: string) => process.platform === "linux" || quantity !== "serverPeakBytes";
  for (const { job, quantity, values } of result?.measures.filter((measure) => known(measure.quantity)) ?? []) {
    // A step's clock may show no whole millisecond.
    const least = quantity === "insideMs" ? 0 : Number.MIN_VALUE;
    expect.soft(summarise(values)?.min, `${job} ${quantity}`).toBeGreaterThanOrEqual(least);
  }
  const measured = result?.measures.map(({ job }) => job);
  expect(measured).toEqual(expect.arrayContaining([...jobs, ...questions, result?.copier]));
  expect(stdout).toMatch(/^load \/ .*: \d+\.\d\d \(/m);
  expect(stdout).toContain("Thread 1 of Node.js");
  expect(stdout).toMatch(/^load\.copy +\d/m);
  expect(readdirSync(work).map((name) => readdirSync(join(work, name)))).toEqual([
    ["trials-x2-changed.csv", "trials-x2.csv"],
  ]);
});

test("a run that fails is no measurement", { timeout: 300_000 }, () => {
  const file = join(folder, "nonsense.csv");
  const output = join(folder, "none.json");
  writeFileSync(file, "NCT Number,Enrollment,Locations\nNCT00000001,1,Paris\n");
  const { status, stderr } = bench("--runs=1", "--parts=nothing", `--file=${file}`, `--output=${output}`);
  expect(status).toBe(1);
  expect(stderr).toContain("The pipeline ended with exit code");
  expect(existsSync(output)).toBe(false);
});

test("a file that is no report is not compared with", () => {
  const file = join(folder, "other.json");
  writeFileSync(file, "{}");
  expect(bench(`--compare=${file}`)).toMatchObject({ status: 1, stderr: expect.stringContaining("is no report") });
});
