export { adjustSuite, type CheckAdjustment } from "./adjustSuite.ts";
export type {
  Check,
  CheckContext,
  CheckOptions,
  EachRow,
  Grouping,
  Measure,
  RowCheckOptions,
  RowSet,
  Rule,
  Tolerance,
} from "./Check.ts";
export { definitionOf } from "./changes/definitionOf.ts";
export type { FormerState, TableChange } from "./changes/FormerState.ts";
export { acceptedValues } from "./checks/acceptedValues.ts";
export { balance } from "./checks/balance.ts";
export { columnOrder } from "./checks/columnOrder.ts";
export { counterpart } from "./checks/counterpart.ts";
export { customSql } from "./checks/customSql.ts";
export { dateOrder } from "./checks/dateOrder.ts";
export { distributionChange } from "./checks/distributionChange.ts";
export { freshness } from "./checks/freshness.ts";
export { measure } from "./checks/measure.ts";
export { notNull } from "./checks/notNull.ts";
export { firstDay, lastDay, type PreciseDate } from "./checks/PreciseDate.ts";
export { pattern } from "./checks/pattern.ts";
export { type Bounds, range } from "./checks/range.ts";
export { relationship } from "./checks/relationship.ts";
export { rowCondition } from "./checks/rowCondition.ts";
export { rowCount } from "./checks/rowCount.ts";
export { rowCountChange } from "./checks/rowCountChange.ts";
export { unique } from "./checks/unique.ts";
export { WholeValue } from "./compile/WholeValue.ts";
export { rejectLimits } from "./config.ts";
export { QualityError } from "./errors.ts";
export { describeExceededLimits } from "./limits/describeExceededLimits.ts";
export { limitedSuite } from "./limits/limitedSuite.ts";
export { parseRejectLimits, type RejectLimit } from "./limits/RejectLimit.ts";
export { limitCheckName, type StagedContent } from "./limits/rejectLimitCheck.ts";
export {
  CheckBroken,
  CountsContradict,
  type QualityReason,
  ReportHasNoRun,
  UnknownCheck,
} from "./QualityReason.ts";
export { type FormatOptions, formatReport } from "./report/formatReport.ts";
export { recordReport } from "./report/recordReport.ts";
export type { CheckResult, FailingRow, Json, SuiteReport } from "./report/SuiteReport.ts";
export { type RunSuiteOptions, runSuite, runSuiteOnChanges } from "./run/runSuite.ts";
export { type Suite, suite } from "./suite.ts";
export { trialChanges } from "./trials/trialChanges.ts";
export { trialSuite } from "./trials/trialSuite.ts";
