import type { CpuProfile } from "./CpuProfile.ts";
import { functionOf, moduleOf } from "./moduleOf.ts";

/** What ran by itself, without what it called, in milliseconds. */
export interface SelfTime {
  readonly name: string;
  readonly ms: number;
}

/** Where the processor time of a thread went. */
export interface ProfileSummary {
  /** From the first to the last sample. */
  readonly totalMs: number;
  /** Of these, milliseconds in which the thread waited. */
  readonly idleMs: number;
  /** Longest first. */
  readonly functions: ReadonlyArray<SelfTime>;
  readonly modules: ReadonlyArray<SelfTime>;
}

const ranked = (times: ReadonlyMap<string, number>): ReadonlyArray<SelfTime> =>
  [...times].map(([name, us]) => ({ name, ms: us / 1000 })).toSorted((a, b) => b.ms - a.ms);

/** Sums up a profile by functions and by modules: self time, waiting left out. */
export const summariseProfile = ({ nodes, samples, timeDeltas }: CpuProfile): ProfileSummary => {
  const byId = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const functions = new Map<string, number>();
  const modules = new Map<string, number>();
  let [total, idle] = [0, 0];
  for (const [place, id] of samples.entries()) {
    const frame = byId.get(id);
    // A sample's node runs until the next sample; clocks that step back give nothing.
    const us = Math.max(0, timeDeltas[place + 1] ?? 0);
    total += us;
    if (frame === undefined) continue;
    if (frame.functionName === "(idle)") {
      idle += us;
      continue;
    }
    const name = functionOf(frame.url, frame.functionName, frame.lineNumber);
    const module = moduleOf(frame.url, frame.functionName);
    functions.set(name, (functions.get(name) ?? 0) + us);
    modules.set(module, (modules.get(module) ?? 0) + us);
  }
  return { totalMs: total / 1000, idleMs: idle / 1000, functions: ranked(functions), modules: ranked(modules) };
};
