export { PipelineError, PipelineErrorReason } from "./errors.ts";
export { compareReleases, type ReleaseDifference, type TableDifference } from "./evidence/compareReleases.ts";
export { createRelease, type ReleaseRequest } from "./evidence/createRelease.ts";
export { inSnapshot } from "./evidence/inSnapshot.ts";
export { type Release, readRelease, readReleases } from "./evidence/readReleases.ts";
export { type EvidenceFinding, type EvidenceReport, verifyEvidence } from "./evidence/verifyEvidence.ts";
export { type ReleaseReport, verifyRelease } from "./evidence/verifyRelease.ts";
export { changeFields, parseChangeField } from "./history/changeFields.ts";
export { type ChangeRange, type ChangesBetween, readChanges, type TrialChange } from "./history/readChanges.ts";
export { type SnapshotRange, snapshotRange } from "./history/readSnapshotRange.ts";
export { type FieldChange, readTrialHistory, type TrialVersion } from "./history/readTrialHistory.ts";
export { defaultSource, type IngestFailure, type IngestRequest, ingest, RunFailedError, statusOf } from "./ingest.ts";
export {
  beatRuns,
  type CarriedRun,
  closeCarriedRun,
  countBegunStep,
  forgetBegunStep,
  heartbeatLimit,
  openCarriedRun,
  readHeartbeat,
  refuseCarriedRun,
} from "./ledger/carriedRuns.ts";
export { finishRun } from "./ledger/finishRun.ts";
export type { RejectCount } from "./ledger/readRejectCounts.ts";
export { auditableError, type FailedAct, recordFailedAct } from "./ledger/recordFailure.ts";
export { keepRunResult, readRunResults } from "./ledger/runResults.ts";
export { readSourceState, type SourceState } from "./ledger/sourceState.ts";
export { Program, type ProgramShape } from "./Program.ts";
export { Progress, type ProgressEvent } from "./Progress.ts";
export { applyPlan } from "./plan/applyPlan.ts";
export { type PlanRequest, planIngest } from "./plan/planIngest.ts";
export { type Plan, type PlanRun, readPlan, readPlanRuns } from "./plan/readPlan.ts";
export { type ListedPlan, type PlanList, type PlanState, readPlans } from "./plan/readPlans.ts";
export { type RunListener, RunListeners, tellListeners } from "./RunListeners.ts";
export type { RunReport } from "./RunReport.ts";
export { readOnlySql, type SqlResult } from "./readOnlySql.ts";
export { readStatus, type WarehouseStatus } from "./readStatus.ts";
export type { RejectEntry } from "./rejects/RejectEntry.ts";
export { anyReject, type RejectFilter } from "./rejects/RejectFilter.ts";
export type { RejectSelection } from "./rejects/RejectSelection.ts";
export { type OutcomeEntry, type RejectLife, readReject } from "./rejects/readReject.ts";
export { type RejectList, readRejects } from "./rejects/readRejects.ts";
export type { VocabularyNews } from "./rejects/readVocabularyNews.ts";
export { describeUnknownRejectWord, type RejectWords, readRejectWords, rejectWords } from "./rejects/rejectWords.ts";
export { type ReplayedReject, type ReplayReport, type ReplayRequest, replayRejects } from "./rejects/replayRejects.ts";
export { type WaiveReport, waiveRejects } from "./rejects/waiveRejects.ts";
export { type Carrier, CurrentCarrier } from "./run/Carrier.ts";
export type { Draft } from "./run/Draft.ts";
export { FileOutcome } from "./run/FileOutcome.ts";
export { FileTask } from "./run/FileTask.ts";
export type { LoadReport } from "./run/LoadReport.ts";
export type { Note } from "./run/Note.ts";
export { performFile } from "./run/performFile.ts";
export { type Performance, performRun } from "./run/performRun.ts";
export { RunEngine, type RunEngineShape } from "./run/RunEngine.ts";
export { StepFailure, stepFailure } from "./run/StepFailure.ts";
export type { StepReport } from "./run/StepReport.ts";
export { findFiles } from "./steps/acquireStep.ts";
export { adviseUnknownTrial } from "./trace/adviseUnknownTrial.ts";
export { closestNames } from "./trace/closestNames.ts";
export { describeUnknownName, type UnknownName } from "./trace/describeUnknownName.ts";
export { parseTraceTarget, type TraceTarget } from "./trace/parseTraceTarget.ts";
export { readTrialTrace, type TraceRequest } from "./trace/readTrialTrace.ts";
export * from "./trace/TrialTrace.ts";
export { type TraceField, traceFields } from "./trace/traceFields.ts";
