import { availableParallelism, cpus, release, totalmem } from "node:os";
import type { Machine } from "./BenchResult.ts";

/** Describes this machine, without its name or anything else that is private. */
export const describeMachine = (postgres: string): Machine => ({
  processor: cpus()[0]?.model ?? "unknown",
  processorCount: availableParallelism(),
  memoryBytes: totalmem(),
  platform: `${process.platform} ${release()} ${process.arch}`,
  node: process.version,
  postgres,
});
