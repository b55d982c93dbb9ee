import type { BenchResult, Quantity } from "./BenchResult.ts";
import { type Summary, summarise } from "./summarise.ts";

/** Summarises one quantity of one job; null when it was not measured. */
export const findSummary = (result: BenchResult, job: string, quantity: Quantity): Summary | null =>
  summarise(result.measures.find((measure) => measure.job === job && measure.quantity === quantity)?.values ?? []);

/** Lists the jobs of a result in the order in which they ran. */
export const jobsOf = ({ measures }: BenchResult): ReadonlyArray<string> => [
  ...new Set(measures.map(({ job }) => job)),
];
