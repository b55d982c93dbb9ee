import type { RunReport } from "../RunReport.ts";

/** A run under way: what it has done so far. */
export interface Draft extends Pick<RunReport, "runId" | "loads" | "steps" | "published"> {
  /** The verdict over staging; null before the first. */
  readonly checkRunId: string | null;
}
