/**
 * Loaded before the measured program: when that ends, writes what it used as JSON to the file that BENCH_USAGE_FILE names.
 *
 * Units   bytes, milliseconds of processor time
 */
import { readFileSync, writeFileSync } from "node:fs";
import { peakMemoryOf } from "./peakMemoryOf.ts";

/** What a process used in all. */
export interface Usage {
  readonly peakMemoryBytes: number;
  readonly userMs: number;
  readonly systemMs: number;
}

const peakMemoryBytes = (): number => {
  // Linux counts the memory of the process that forked this one into maxRSS; VmHWM is this program's own.
  if (process.platform !== "linux") return process.resourceUsage().maxRSS * 1024;
  return peakMemoryOf(readFileSync("/proc/self/status", "utf8")) ?? process.resourceUsage().maxRSS * 1024;
};

const file = process.env["BENCH_USAGE_FILE"];
if (file !== undefined) {
  process.on("exit", () => {
    const { systemCPUTime, userCPUTime } = process.resourceUsage();
    const usage: Usage = {
      peakMemoryBytes: peakMemoryBytes(),
      userMs: userCPUTime / 1000,
      systemMs: systemCPUTime / 1000,
    };
    writeFileSync(file, JSON.stringify(usage));
  });
}
