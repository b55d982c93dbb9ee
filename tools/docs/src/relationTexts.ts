import type { RelationKey } from "./relations.ts";

/** What a table or view holds and what one row of it is. */
export interface RelationText {
  readonly holds: string;
  readonly grain: string;
}

const entry = (holds: string): RelationText => ({
  holds,
  grain: "one row per trial and list entry, in the source's order",
});
const staged = "Typed, not yet checked. The same columns as the published table.";

/** One text for each table and view: a new one without a text does not compile. */
export const relationTexts: { readonly [K in RelationKey]: RelationText } = {
  trials: {
    holds: "The published trials. `lead_sponsor` is repeated here for convenience.",
    grain: "one row per trial of the current snapshot",
  },
  trialConditions: entry("Which conditions a trial studies."),
  trialInterventions: entry("Which interventions a trial uses."),
  trialOutcomes: entry("What a trial measures. The classic export does not say which measures are primary."),
  trialSponsors: entry("A trial's lead sponsor and collaborators."),
  trialFunders: entry(
    "The distinct classes of a trial's sponsors. The source does not say which sponsor has which class.",
  ),
  trialPhases: entry(
    "A trial's phases. A combined phase (Phase 1 and Phase 2) gives two rows; observational trials have none.",
  ),
  trialLocations: entry("A trial's sites."),
  trialOtherIds: entry("A trial's identifiers besides the NCT number."),
  trialDocuments: entry("A trial's documents (protocol, analysis plan, consent form)."),
  conditions: { holds: "Conditions, spellings brought together.", grain: "one row per name, without regard to case" },
  interventions: {
    holds: "Interventions, spellings brought together. The type is part of the identity.",
    grain: "one row per type and name, without regard to case",
  },
  sponsors: { holds: "Sponsors and collaborators.", grain: "one row per name, without regard to case" },
  countries: { holds: "Countries with a site.", grain: "one row per ISO 3166-1 country that occurs" },
  phases: {
    holds: "The registry's phases with the words that people read.",
    grain: "one row per value of the vocabulary",
  },
  overallStatuses: {
    holds: "The registry's recruitment statuses with the words that people read.",
    grain: "one row per value of the vocabulary",
  },
  studyTypes: {
    holds: "The registry's study types with the words that people read.",
    grain: "one row per value of the vocabulary",
  },
  trialsByStudyTypeAndPhase: {
    holds:
      "How many trials by study type and phase? A trial of a combined phase counts once for each of its phases, so the sum may exceed the number of trials. A trial without a phase counts under a NULL phase.",
    grain: "one row per study type and phase that occur together",
  },
  conditionsByTrialCount: {
    holds:
      "Which conditions are studied most? A trial counts once for a condition, also when it names it in two spellings.",
    grain: "one row per condition, most studied first",
  },
  interventionCompletionRates: {
    holds:
      "Which interventions have the highest completion rate? Completed trials over trials that ended (completed, terminated, withdrawn), by status alone: a planned completion date is no completion.",
    grain: "one row per intervention that has an ended trial; reliable ones first",
  },
  trialsByCountry: {
    holds: "Where are trials? A trial with sites in several countries counts once in each.",
    grain: "one row per country, most trials first",
  },
  trialDurations: {
    holds:
      "How long do trials take? Completion date minus start date in days. The completion date is a plan until the trial has completed, and a date that names a month stands for its first day: `is_completed` and `date_precision` keep these apart. A trial of a combined phase counts once for each of its phases.",
    grain: "one row per start year, study type, phase, date precision and whether completed",
  },
  trialRecords: {
    holds: "What a trial said in each version that was ever published. The columns are those of `analytics.trials`.",
    grain: "one row per record version",
  },
  trialVersions: {
    holds: "The history of the published trials in snapshot time. `analytics.trials_as_of(date)` reads it as of a day.",
    grain: "one row per trial and period in which the registry said the same of it",
  },
  trialChanges: {
    holds: "What changed from one version of a trial to the next.",
    grain: "one row per trial, version and changed field or list entry",
  },
  statusTimeline: {
    holds: "Through which statuses did a trial go, for how long, and did it move backwards?",
    grain: "one row per trial and period with one status",
  },
  primaryCompletionSlips: {
    holds: "Whose primary completion moved, by how much and how often?",
    grain: "one row per trial whose primary completion date changed",
  },
  enrollmentChanges: {
    holds: "Whose enrollment changed?",
    grain: "one row per trial and change",
  },
  outcomeChangesAfterStart: {
    holds: "Which outcome measures were added or removed after the trial had started?",
    grain: "one row per trial, version and measure",
  },
  trialLineage: {
    holds:
      "Where each published trial comes from. Where several files had the same version of its record it is the newest published load's place. [How to trace](trace.md).",
    grain: "one row per trial",
  },
  cellLineage: {
    holds:
      "From which cell of which file each field of a published trial comes, and by which rule; the reason where it was set aside. Meant for single trials or a selection of them.",
    grain: "one row per trial, field and raw column",
  },
  fieldSources: {
    holds: "From which column of the source each field of a trial comes, and by which rule.",
    grain: "one row per field and raw column",
  },
  stagingTrials: {
    holds: "The decoded trials of the current snapshot. Typed, not yet checked.",
    grain: "one row per trial",
  },
  stagingTrialConditions: entry(staged),
  stagingTrialInterventions: entry(staged),
  stagingTrialOutcomes: entry(staged),
  stagingTrialSponsors: entry(staged),
  stagingTrialFunders: entry(staged),
  stagingTrialPhases: entry(staged),
  stagingTrialLocations: entry(staged),
  stagingTrialOtherIds: entry(staged),
  stagingTrialDocuments: entry(staged),
  unpublishedTrials: {
    holds:
      "The trials whose staged rows were written or removed since the last publication: what publishing looks at. Nothing before the first one.",
    grain: "one row per trial",
  },
  rawCtgovLegacyCsv: {
    holds:
      "The classic export's records as the source wrote them. An empty text is an empty cell, NULL a column that the file did not have. Partitioned by ranges of ten million `_record_id`s.",
    grain: "one row per distinct version of a trial's record, stored when it first arrives",
  },
  rawCtgovLegacyCsvRows: {
    holds:
      "Which record version stood where in which file. With the rejects of scope `file_row` it accounts for every row of every accepted file. Partitioned by ranges of 32 loads.",
    grain: "one row per data row of an accepted file that the reader could take",
  },
  runs: { holds: "The executions of a program.", grain: "one row per run" },
  steps: {
    holds: "What each step of a run did. `rows_in` = `rows_out` + `rows_set_aside` is a constraint.",
    grain: "one row per step execution",
  },
  loads: {
    holds: "The accepted files. `rows_read` = new + changed + unchanged + duplicate + rejected is a constraint.",
    grain: "one row per file whose content was new to its source",
  },
  publications: {
    holds: "Which load counted from when on: what the history of the trials is made from.",
    grain: "one row per load that became its source's content; again when earlier content came back",
  },
  rejects: {
    holds: "The quarantine: what was set aside, with its raw text, its place and the reason.",
    grain: "one row per rejected row, or per rejected field of a record version",
  },
  rejectOutcomes: {
    holds:
      "What was done about rejects: read anew with success or again without, or waived by somebody for a reason. Append-only; a trigger refuses every other change.",
    grain: "one row per act on one reject",
  },
  rejectStates: {
    holds: "Every reject with its present state, which is that of its last outcome. For lists and BI.",
    grain: "one row per reject",
  },
  sourceStates: {
    holds:
      "How far a source's data has come: loaded, staged, checked, published. Each step moves its own mark in the transaction that moves the data.",
    grain: "one row per source",
  },
  checkRuns: { holds: "The verdicts over staging.", grain: "one row per execution of a suite of checks" },
  checkResults: { holds: "What each check counted.", grain: "one row per check and execution of its suite" },
  checkFailures: {
    holds: "A bounded sample of the failing rows. The full number is `ops.check_results.failed_count`.",
    grain: "one row per sampled row",
  },
  auditLog: {
    holds:
      "Every act that created or changed data, append-only. Written by `ops.append_audit` alone, in the transaction of the act; a trigger refuses every other change.",
    grain: "one row per act",
  },
  releases: {
    holds: "What analytics said when it was given a name, append-only: a trigger refuses every change.",
    grain: "one row per release",
  },
  plans: {
    holds:
      "What `trialflow plan` found out: what a run would do, and on what that stands. Append-only; a trigger refuses every change. Which run applied a plan stands in `ops.runs.arguments` under `planId`.",
    grain: "one row per plan",
  },
  scheduleFires: {
    holds: "Every tick of the schedules, and every fire that a person asked for, with what became of it.",
    grain: "one row per fire",
  },
  scheduleStates: {
    holds: "Which schedules are paused, by whom and why.",
    grain: "one row per schedule that was ever paused",
  },
  alerts: { holds: "What people were told, and whether it arrived.", grain: "one row per alert" },
  runResults: {
    holds:
      "What the pieces of a run gave that the schedulers carry: whoever goes on with it after a crash does not do them again.",
    grain: "one row per named piece of a run",
  },
};
