import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { memoryShareOf, peakMemoryOf } from "../src/measure/peakMemoryOf.ts";
import { serverMemory } from "../src/measure/serverMemory.ts";

const status = "Name:\tnode\nVmPeak:\t 1234567 kB\nVmHWM:\t  204800 kB\nVmRSS:\t  100 kB\n";
const smaps = "5581-7ffd ---p 00000000 00:00 0    [rollup]\nRss:   9000 kB\nPss:   512 kB\nPss_Dirty:  100 kB\n";

test("a process's peak is read from its status, in bytes", () => {
  expect(peakMemoryOf(status)).toBe(200 * 1024 * 1024);
  expect(peakMemoryOf("Name:\tkthreadd\n")).toBeNull();
});

test("a process's share is read from its rollup, in bytes", () => {
  expect(memoryShareOf(smaps)).toBe(512 * 1024);
  expect(memoryShareOf("")).toBeNull();
});

describe("the memory of an embedded server", () => {
  const home = mkdtempSync(join(tmpdir(), "trialflow-bench-test-"));
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  test("is unknown where no server was started", () => expect(serverMemory(home)).toBeNull());

  test.runIf(process.platform === "linux")("counts the process that its folder names", () => {
    mkdirSync(join(home, "postgres/data"), { recursive: true });
    writeFileSync(join(home, "postgres/data/postmaster.pid"), `${process.pid}\n${home}\n`);
    expect(serverMemory(home)).toBeGreaterThan(10 * 1024 * 1024);
    writeFileSync(join(home, "postgres/data/postmaster.pid"), "starting\n");
    expect(serverMemory(home)).toBeNull();
  });
});
