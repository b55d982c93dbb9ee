import type { Plan } from "@trialflow/pipeline";
import { checkSeverities, loadExtents, loadOrigins } from "@trialflow/schema";
import { Schema } from "effect";

const Count = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0));
const byEvent = <S extends Schema.Top>(value: S) =>
  Schema.Struct({ appeared: value, changed: value, vanished: value, returned: value });

/** A file of the plan, with the content that will be loaded. */
const FileEntry = Schema.Struct({
  file: Schema.String,
  path: Schema.String,
  uri: Schema.String,
  origin: Schema.Literals(loadOrigins),
  sha256: Schema.String,
  sizeBytes: Count,
  snapshotDate: Schema.NullOr(Schema.String),
});

/** What a run would make of one file: read = new + changed + unchanged + duplicate + rejected. */
const LoadEntry = Schema.Struct({
  file: Schema.String,
  status: Schema.Literals(["loaded", "unchanged", "superseded", "passed_over", "reactivated"]),
  snapshotDate: Schema.NullOr(Schema.String),
  extent: Schema.Literals(loadExtents),
  read: Count,
  new: Count,
  changed: Count,
  unchanged: Count,
  duplicate: Count,
  rejected: Count,
  vanished: Count,
  /** Trials that begin a version, by event. */
  events: byEvent(Count),
  /** The first 100 of them. */
  trials: byEvent(Schema.Array(Schema.String)),
  fields: Schema.Array(Schema.Struct({ field: Schema.String, trials: Count, changes: Count })),
  verdict: Schema.NullOr(Schema.Literals(["passed", "warned", "failed"])),
});

const CheckEntry = Schema.Struct({
  name: Schema.String,
  table: Schema.String,
  severity: Schema.Literals(checkSeverities),
  status: Schema.Literals(["warned", "failed"]),
  description: Schema.String,
  checkedCount: Count,
  failedCount: Count,
});

/** The document that `plan --json` prints. */
export const PlanDocument = Schema.Struct({
  planId: Count,
  createdAt: Schema.String,
  isApplicable: Schema.Boolean,
  files: Schema.Array(FileEntry),
  /** What the plan stands on; when one of these moves, it cannot be applied any more. */
  base: Schema.Record(Schema.String, Schema.NullOr(Schema.Union([Schema.String, Schema.Finite]))),
  outcome: Schema.Struct({
    verdict: Schema.Literals(["changes", "unchanged", "gate_closed"]),
    loads: Schema.Array(LoadEntry),
    notReached: Schema.Array(Schema.String),
    passedChecks: Count,
    brokenChecks: Schema.Array(CheckEntry),
    rejects: Schema.Array(Schema.Struct({ reason: Schema.String, field: Schema.NullOr(Schema.String), count: Count })),
    vocabularyNews: Schema.Array(
      Schema.Struct({
        reason: Schema.String,
        field: Schema.String,
        value: Schema.String,
        count: Count,
        share: Schema.Finite,
      }),
    ),
    published: Schema.NullOr(Schema.Record(Schema.String, Count)),
  }),
});
export type PlanDocument = typeof PlanDocument.Type;

/** Makes the JSON document of a plan. */
export const describePlan = (plan: Plan): PlanDocument => ({
  planId: plan.plan_id,
  createdAt: plan.created_at.toISOString(),
  isApplicable: plan.is_applicable,
  files: plan.files.map(({ fileName, path, uri, origin, sha256, sizeBytes, snapshotDate }) => ({
    file: fileName,
    path,
    uri,
    origin,
    sha256,
    sizeBytes,
    snapshotDate,
  })),
  base: plan.base,
  outcome: plan.outcome,
});
