import { bigint, boolean, jsonb, text } from "drizzle-orm/pg-core";
import { moment } from "../columnTypes.ts";
import { ops } from "../schemas.ts";
import type { LoadExtent, LoadOrigin } from "./loads.ts";

/** What was asked for when a plan was made. */
export interface PlannedRequest {
  readonly files: ReadonlyArray<string>;
  readonly snapshotDate: string | null;
  readonly extent: LoadExtent;
  readonly isInsertedIntoPast: boolean;
}

/** A file of a plan: what it was, and by its SHA-256 which content it had. */
export interface PlannedFile {
  readonly path: string;
  readonly fileName: string;
  readonly origin: LoadOrigin;
  readonly uri: string;
  readonly snapshotDate: string | null;
  readonly fallbackReason: string | null;
  readonly sha256: string;
  readonly sizeBytes: number;
  /** The file's own time, ISO 8601: without a date of its own the content counts from then on. */
  readonly modifiedAt: string;
}

/** What a plan stands on, by name: marks of the warehouse, and versions of the program's rules. */
export type PlanBase = Readonly<Record<string, string | number | null>>;

/** What a plan forecasts of one file. Each of its rows is counted once: read = new + changed + unchanged + duplicate + rejected. */
export interface PlannedLoad {
  readonly file: string;
  readonly status: "loaded" | "unchanged" | "superseded" | "passed_over" | "reactivated";
  readonly snapshotDate: string | null;
  readonly extent: LoadExtent;
  readonly read: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly duplicate: number;
  readonly rejected: number;
  readonly vanished: number;
  /** How many trials begin a version with its publication, by event. */
  readonly events: Readonly<Record<"appeared" | "changed" | "vanished" | "returned", number>>;
  /** The first trials of each event. */
  readonly trials: Readonly<Record<"appeared" | "changed" | "vanished" | "returned", ReadonlyArray<string>>>;
  /** In how many trials each column or list changes, and in how many places, most trials first. */
  readonly fields: ReadonlyArray<{ readonly field: string; readonly trials: number; readonly changes: number }>;
  /** What the checks say of it; null where there was nothing to check. */
  readonly verdict: "passed" | "warned" | "failed" | null;
}

/** A check that would fail or warn. */
export interface PlannedCheck {
  readonly name: string;
  readonly table: string;
  readonly severity: "warn" | "error";
  readonly status: "warned" | "failed";
  readonly description: string;
  readonly checkedCount: number;
  readonly failedCount: number;
}

/** What a run by the plan gives. */
export interface PlanOutcome {
  /** `gate_closed`: a check would fail, nothing would be published, and the plan cannot be applied. */
  readonly verdict: "changes" | "unchanged" | "gate_closed";
  readonly loads: ReadonlyArray<PlannedLoad>;
  /** Files behind the one at which the gate would close. */
  readonly notReached: ReadonlyArray<string>;
  readonly passedChecks: number;
  /** The checks that would not pass, those of the last file that is checked. */
  readonly brokenChecks: ReadonlyArray<PlannedCheck>;
  readonly rejects: ReadonlyArray<{ readonly reason: string; readonly field: string | null; readonly count: number }>;
  readonly vocabularyNews: ReadonlyArray<{
    readonly reason: string;
    readonly field: string;
    readonly value: string;
    readonly count: number;
    readonly share: number;
  }>;
  /** Rows per table of analytics afterwards; null when nothing would be published. */
  readonly published: Readonly<Record<string, number>> | null;
}

/**
 * Holds what `trialflow plan` found out. Grain: one row per plan, append-only: a trigger refuses every change.
 *
 * Which run applied a plan stands in `ops.runs.arguments`, under `planId`.
 */
export const plans = ops.table("plans", {
  plan_id: bigint({ mode: "number" }).primaryKey(),
  created_at: moment().notNull(),
  os_user: text().notNull(),
  program_version: text().notNull(),
  source: text().notNull(),
  is_applicable: boolean().notNull(),
  request: jsonb().$type<PlannedRequest>().notNull(),
  files: jsonb().$type<ReadonlyArray<PlannedFile>>().notNull(),
  base: jsonb().$type<PlanBase>().notNull(),
  outcome: jsonb().$type<PlanOutcome>().notNull(),
});
