import { Schema } from "effect";

/** Says why a program of this library stopped. */
export const PipelineErrorReason = Schema.Literals([
  /** An error-level check failed; analytics is as it was. */
  "GateFailed",
  /** Another run holds the lock. */
  "LockHeld",
  /** A step took down its processes again and again. */
  "PoisonStep",
  /** The database holds another source's data. */
  "OtherSource",
  /** The step before has not been done. */
  "NotReady",
  /** The bundled sample would replace real data. */
  "SampleRefused",
  /** A snapshot is older than one that is published: it would make the registry's past its present. */
  "OutOfOrder",
  /** A date was given for several files, or contradicts the date in the file's name. */
  "SnapshotDate",
  /** A release has the name already. */
  "ReleaseExists",
  /** No release has the name. */
  "UnknownRelease",
  /** No entry of the audit log has the number. */
  "UnknownEntry",
  /** Data is not what the audit log says of it. */
  "EvidenceBroken",
  /** No trial of this number was ever published. */
  "UnknownTrial",
  /** A trial is there, but not the load or the entry of a list that was asked for. */
  "NotInData",
  /** No load has the number. */
  "UnknownLoad",
  /** No such reject, or no reject of this reason, is in the quarantine. */
  "UnknownReject",
  /** A waiver without a reason, or about nothing. */
  "WaiverRefused",
  /** No plan has the number. */
  "UnknownPlan",
  /** The world has moved since the plan was made: the warehouse, a file or the rules are not what it stands on. */
  "PlanOutdated",
  /** A plan whose quality gate would close. */
  "PlanNotApplicable",
  /** A run has applied the plan already. */
  "PlanApplied",
  /** A run by a plan gave something else than the plan said. */
  "PlanNotMet",
  /** A thread of this process ended before its work was done. */
  "WorkerLost",
]);
export type PipelineErrorReason = typeof PipelineErrorReason.Type;

/** Fails a program for a reason that lies in the state of the data, not in a file or the database. */
export class PipelineError extends Schema.TaggedError<PipelineError>()("PipelineError", {
  operation: Schema.String,
  reason: PipelineErrorReason,
  message: Schema.String,
  isRetryable: Schema.Boolean,
}) {}
