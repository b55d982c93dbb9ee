export * from "./crosswalk/index.ts";
export * from "./decode/index.ts";
export { TransformError, TransformErrorReason } from "./errors.ts";
export * from "./parse/index.ts";
export { recordHistory } from "./publish/history/recordHistory.ts";
export {
  countPublishedRows,
  type PublishReport,
  publishedTables,
  publishStaging,
  readPublishedContents,
  rowsOfContents,
} from "./publish/publishStaging.ts";
export {
  contentHashOf,
  currentScheme,
  type FoundContent,
  readTableContents,
  type TableContents,
  type WantedContent,
} from "./publish/tableContents.ts";
export { findTouchedTrials, touchedTrials } from "./publish/touchedTrials.ts";
export { decodeInThreads, decodeInWorkers, workerCount } from "./stage/decodeInWorkers.ts";
export type { EncodedPage, PageOrigin } from "./stage/encodePage.ts";
export { decodeHere, type MakePageDecoder, type PageDecoder } from "./stage/PageDecoder.ts";
export { type OutcomeOrigin, type RejectOutcome, recordOutcomes } from "./stage/recordOutcomes.ts";
export { serveDecoding } from "./stage/serveDecoding.ts";
export { stagedTables } from "./stage/stagedTables.ts";
export { type StageReport, type StageRequest, stageLoad } from "./stage/stageLoad.ts";
