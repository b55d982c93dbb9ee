import type { SuiteReport } from "@trialflow/quality";
import type { RunStatus } from "@trialflow/schema";
import type { RejectCount } from "./ledger/readRejectCounts.ts";
import type { VocabularyNews } from "./rejects/readVocabularyNews.ts";
import type { LoadReport } from "./run/LoadReport.ts";
import type { StepReport } from "./run/StepReport.ts";

/** What a run did, for the summary and for `--json`. After a failure it holds what was done before. */
export interface RunReport {
  readonly runId: string;
  /** `unchanged`: every step found its work done already. */
  readonly status: RunStatus;
  readonly loads: ReadonlyArray<LoadReport>;
  readonly steps: ReadonlyArray<StepReport>;
  /** The verdict over staging; null when the run did not check. */
  readonly checks: SuiteReport | null;
  /** Rows per table of analytics; null when the run did not publish. */
  readonly published: Readonly<Record<string, number>> | null;
  /** What is in quarantine for the loaded content, by reason. */
  readonly rejects: ReadonlyArray<RejectCount>;
  /** Words of the loaded content that no vocabulary has, most frequent first. */
  readonly vocabularyNews: ReadonlyArray<VocabularyNews>;
  readonly durationMs: number;
}
