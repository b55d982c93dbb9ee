import type { SuiteReport } from "@trialflow/quality";
import type { RunStatus } from "@trialflow/schema";
import type { StepReport } from "../run/StepReport.ts";
import type { RejectEntry } from "./RejectEntry.ts";

/** A reject that was read anew, and what that gave. */
export interface ReplayedReject extends RejectEntry {
  readonly outcome: "resolved" | "rejected_again";
  /** The value, or what the row became; null where there is none. */
  readonly valueText: string | null;
  readonly newRejectId: number | null;
}

/** What reading the quarantine anew gave. */
export interface ReplayResult {
  readonly ruleVersion: string;
  /** Open and waived rejects of the selection. */
  readonly asked: number;
  readonly replayed: ReadonlyArray<ReplayedReject>;
  /** Rejected as before, by the same rules or for the same reason: nothing was written about them. */
  readonly unchanged: number;
  /** Of records or files that are not the present content any more; they stay as evidence. */
  readonly notCurrent: number;
  /** Rows of which only the head is kept: they need their file. */
  readonly incomplete: number;
  /** Rejects outside of the selection that were settled too, because staging has one rule version at a time. */
  readonly settledAlong: number;
}

/** A replay, and how far what it gave has come. */
export interface ReplayReport extends ReplayResult {
  /** Null for a dry run, which leaves no trace. */
  readonly runId: string | null;
  readonly isDryRun: boolean;
  /** `unchanged`: nothing changed by the replay. */
  readonly status: RunStatus;
  readonly steps: ReadonlyArray<StepReport>;
  /** Null when nothing had to be checked. */
  readonly checks: SuiteReport | null;
  /** Rows per table of analytics; null when nothing was published. */
  readonly published: Readonly<Record<string, number>> | null;
}
