import type {
  CheckSeverity,
  CheckStatus,
  LoadExtent,
  RejectStateName,
  RunStatus,
  StepName,
  Verdict,
} from "@trialflow/schema";
import type { Durations } from "./Sample.ts";

/** The newest ingest that has ended. Moments in seconds since 1970. */
export interface LastRun {
  readonly status: RunStatus;
  readonly finishedAt: number;
  readonly durationSeconds: number;
}

/** Executions of one step that stand at one status. `durations` is null for those that have not come to their end. */
export interface StepFacts {
  readonly step: StepName;
  readonly status: RunStatus;
  readonly count: number;
  readonly durations: Durations | null;
}

/** What all loads brought. Each row is counted once: read = new + changed + unchanged + duplicate + rejected. */
export interface LoadFacts {
  readonly loads: Readonly<Record<LoadExtent, number>>;
  readonly bytes: number;
  readonly read: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly duplicate: number;
  readonly rejected: number;
  readonly vanished: number;
  /** Share of the newest load's rows of which something was set aside; null without a load that has rows. */
  readonly lastRejectedRatio: number | null;
  /** Median of that share over the loads before; null with fewer than 3. */
  readonly usualRejectedRatio: number | null;
}

export interface RejectFacts {
  readonly reason: string;
  readonly ever: number;
  readonly states: Readonly<Record<RejectStateName, number>>;
}

/** A check of the newest execution. */
export interface CheckFacts {
  readonly check: string;
  readonly severity: CheckSeverity;
  readonly result: CheckStatus;
  readonly failedRows: number;
}

/** What is published, in seconds since 1970. */
export interface PublicationFacts {
  readonly snapshotAt: number;
  readonly publishedAt: number;
}

/** What the server says of the database. */
export interface ServerFacts {
  readonly sizeBytes: number;
  readonly schemaBytes: Readonly<Record<string, number>>;
  readonly connections: { readonly trialflow: number; readonly other: number };
  readonly maxConnections: number;
  readonly committed: number;
  readonly rolledBack: number;
  readonly blocksHit: number;
  readonly blocksRead: number;
  readonly temporaryBytes: number;
  readonly deadlocks: number;
  readonly auditEntries: number;
}

/** What the ledger of one database says, at one moment (`readAt`, seconds since 1970). */
export interface WarehouseMetrics {
  readonly source: string;
  readonly readAt: number;
  readonly runs: Readonly<Record<RunStatus, number>>;
  readonly lastRun: LastRun | null;
  /** When an ingest last ended well, seconds since 1970. */
  readonly lastSuccessAt: number | null;
  /** The oldest sign of life among the runs that schedulers carry, seconds since 1970; null when none is under way. */
  readonly oldestHeartbeatAt: number | null;
  readonly steps: ReadonlyArray<StepFacts>;
  readonly loads: LoadFacts;
  readonly rejects: ReadonlyArray<RejectFacts>;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** The verdict of the newest execution of the checks; null before the first. */
  readonly lastVerdict: Verdict | null;
  readonly checks: ReadonlyArray<CheckFacts>;
  readonly publication: PublicationFacts | null;
  /** Rows per table of analytics, as the newest publication counted them. */
  readonly tableRows: Readonly<Record<string, number>>;
  readonly server: ServerFacts;
}
