import type { RunReport } from "@trialflow/pipeline";
import type { FailureEntry } from "../document/failureEntry.ts";
import { formatDuration } from "./formatDuration.ts";
import { printable } from "./printable.ts";
import { renderChecks } from "./renderChecks.ts";
import { renderLoads } from "./renderLoads.ts";
import { renderNext } from "./renderNext.ts";
import { renderRejects } from "./renderRejects.ts";
import { renderRows } from "./renderRows.ts";
import { renderVocabularyNews } from "./renderVocabularyNews.ts";
import { section } from "./section.ts";
import { renderWhereabouts, type Whereabouts } from "./Whereabouts.ts";

/** What a summary tells beside the report. */
export interface SummaryContext {
  /** The command, for example `run`. */
  readonly command: string;
  /** Null when the database was lost. */
  readonly whereabouts: Whereabouts | null;
  /** What the pipeline wanted to be known, for example why it used the bundled sample. */
  readonly notes: ReadonlyArray<string>;
  /** What stopped it; null when nothing did. */
  readonly failure: FailureEntry | null;
}

/** Finding files leaves nothing that could be kept. */
const kept = (steps: RunReport["steps"]): string => {
  const finished = steps.filter(({ name }) => name !== "acquire");
  const names = [...new Set(finished.map(({ name }) => name))].join(", ");
  return finished.length === 0
    ? "No step was finished: the data is as it was."
    : `What its ${finished.length === 1 ? "finished step" : `${finished.length} finished steps`} did (${names}) is kept.`;
};

const head = ({ status, runId, durationMs, steps }: RunReport, command: string): string => {
  const time = formatDuration(durationMs);
  switch (status) {
    case "unchanged":
      return `Nothing has changed: ${command} found all of its work done already (${time}, run ${runId}).`;
    case "succeeded":
      return `Done: ${command} took ${time} (run ${runId}).`;
    case "gate_failed":
      return `Quality gate closed: nothing was published, analytics is as it was (${command}, ${time}, run ${runId}).`;
    default:
      return `Not finished: ${command} ${status} after ${time} (run ${runId}). ${kept(steps)}`;
  }
};

const sampleNotice = ({ loads }: RunReport): ReadonlyArray<string> =>
  loads.some(({ origin }) => origin === "sample")
    ? [
        "!! THIS IS SAMPLE DATA: invented trials that come with Trialflow, good for trying it out and for nothing else.",
        "!! For real data put a CSV export into data/inbox, or name one: npx trialflow run --file PATH",
      ]
    : [];

/** Renders what a run did, for people: the outcome first, then files, quarantine, checks, rows, where the data is. */
export const renderSummary = (report: RunReport, { command, whereabouts, notes, failure }: SummaryContext): string =>
  [
    head(report, command),
    ...sampleNotice(report),
    ...notes.map((note) => `!! ${printable(note)}`),
    ...section("Files (read = new + changed + unchanged + duplicate + rejected)", renderLoads(report.loads)),
    ...section("Set aside in quarantine", renderRejects(report.rejects)),
    ...section(
      "Vocabulary news (words that no vocabulary has: set aside until somebody decides)",
      renderVocabularyNews(report.vocabularyNews),
    ),
    ...section("Checks", report.checks === null ? [] : renderChecks(report.checks)),
    ...section("Rows", renderRows(report)),
    ...section("Where", whereabouts === null ? [] : renderWhereabouts(whereabouts)),
    ...section("Next", renderNext(report, command, failure)),
  ].join("\n");
