import { opsColumnTexts } from "./opsColumnTexts.ts";
import type { ColumnName, ColumnTexts } from "./relations.ts";

type TableTexts<Key extends keyof ColumnTexts> = ColumnTexts[Key];
type Dates =
  | "start_date"
  | "primary_completion_date"
  | "completion_date"
  | "study_first_posted_date"
  | "results_first_posted_date"
  | "last_update_posted_date";

const date = <Name extends Dates>(name: Name, meaning: string) =>
  ({
    [name]: `${meaning} The first day of the period that the source names.`,
    [`${name}_precision`]: `How exact \`${name}\` is.`,
    [`${name}_raw`]: `The source's text of \`${name}\`, kept also when it could not be parsed.`,
  }) as { readonly [K in Name | `${Name}_precision` | `${Name}_raw`]: string };

const trial: TableTexts<"stagingTrials"> = {
  nct_id: "The registry's number of the trial, `NCT` and eight digits.",
  brief_title: "Short title.",
  acronym: "Short name.",
  overall_status: "Recruitment status. NULL where the source's word is in no crosswalk.",
  has_results: "Whether the registry has results of the trial.",
  study_type: "Kind of study. NULL where the source's word is in no crosswalk.",
  is_patient_registry: "Whether the observational study is a patient registry.",
  expanded_access_type_individual:
    "Expanded access for individual patients. NULL for trials that are no expanded access.",
  expanded_access_type_intermediate:
    "Expanded access for an intermediate-size population. NULL for trials that are no expanded access.",
  expanded_access_type_treatment:
    "Expanded access by a treatment protocol. NULL for trials that are no expanded access.",
  allocation: "How participants are assigned to arms.",
  intervention_model: "How arms are organised.",
  masking: "How many roles are blinded.",
  subject_masked: "Participants are blinded. NULL where the record says nothing about masking.",
  caregiver_masked: "Care providers are blinded. NULL where the record says nothing about masking.",
  investigator_masked: "Investigators are blinded. NULL where the record says nothing about masking.",
  outcomes_assessor_masked: "Outcome assessors are blinded. NULL where the record says nothing about masking.",
  primary_purpose: "Main aim of the interventions.",
  observational_model: "How groups of an observational study are chosen.",
  time_perspective: "Whether an observational study looks ahead or back.",
  enrollment: "Number of participants, planned or actual: the classic export does not say which.",
  sex: "Which sexes may take part.",
  minimum_age: "Youngest age that may take part, in `minimum_age_unit`. NULL: no limit.",
  minimum_age_unit: "Unit of `minimum_age`.",
  minimum_age_days: "`minimum_age` in days for comparing; a year is 365.25 days, a month 30.4375.",
  maximum_age: "Oldest age that may take part, in `maximum_age_unit`. NULL: no limit.",
  maximum_age_unit: "Unit of `maximum_age`.",
  maximum_age_days: "`maximum_age` in days for comparing; a year is 365.25 days, a month 30.4375.",
  std_ages: "The registry's age groups, in its order.",
  ...date("start_date", "When the trial started or is to start."),
  ...date("primary_completion_date", "When data for the primary outcome were or are to be complete."),
  ...date("completion_date", "When the trial ended or is to end. A plan unless the trial has completed."),
  ...date("study_first_posted_date", "When the registry first showed the trial."),
  ...date("results_first_posted_date", "When the registry first showed results."),
  ...date("last_update_posted_date", "When the registry last showed an update."),
  url: "Address of the trial at the registry.",
  _record_id: "The record version that the row was decoded from: `raw.ctgov_legacy_csv._record_id`.",
  _rule_version: "Version of the parsers and crosswalks that decoded the row.",
};

const entry = {
  nct_id: "The trial.",
  position: "Place in the source's list, from 1. A gap is an entry that was set aside.",
  id: "Derived from trial, list and content: the same after every reload, whatever the position.",
};

const condition: TableTexts<"trialConditions"> = {
  ...entry,
  name: "As the source spells it.",
  canonical_name: "After the crosswalk of spellings.",
  condition_id: "Derived from `canonical_name`.",
};
const intervention: TableTexts<"trialInterventions"> = {
  ...entry,
  intervention_type: "Kind of intervention. NULL where the source's word is unknown.",
  name: "As the source spells it.",
  canonical_name: "After the crosswalk of spellings.",
  intervention_id: "Derived from type and `canonical_name`.",
};
const outcome: TableTexts<"trialOutcomes"> = { ...entry, measure: "What is measured, as the source words it." };
const sponsor: TableTexts<"trialSponsors"> = {
  ...entry,
  lead_or_collaborator: "The first sponsor of the list is the lead, the others are collaborators.",
  name: "As the source spells it.",
  sponsor_id: "Derived from the name without regard to case.",
};
const funder: TableTexts<"trialFunders"> = { ...entry, agency_class: "Class of a sponsor or collaborator." };
const phase: TableTexts<"trialPhases"> = { ...entry, phase: "Phase." };
const location: TableTexts<"trialLocations"> = {
  ...entry,
  facility: "Name of the site. May hold commas.",
  city: "City.",
  state: "State or province, where the source names one.",
  country: "Short name of the country. NULL where the source's name is in no crosswalk.",
  country_code: "ISO 3166-1 alpha-2. NULL where `country` is.",
  raw_text: "The whole entry as the source wrote it.",
};
const otherId: TableTexts<"trialOtherIds"> = {
  ...entry,
  id_type: "The first id is the organisation's own, the others are secondary.",
  id_value: "The identifier.",
};
const document: TableTexts<"trialDocuments"> = {
  ...entry,
  label: "The source's label.",
  url: "Address of the document.",
  has_protocol: "The document holds the study protocol, by its label.",
  has_sap: "The document holds the statistical analysis plan, by its label.",
  has_icf: "The document holds the informed consent form, by its label.",
};

const dimension = { label: "What people read.", sort_order: "Order of presentation, from 1." };

const sourceCells = {
  rank: "Column Rank: place in a search result. Not part of the row hash.",
  nct_number: "Column NCT Number.",
  title: "Column Title.",
  acronym: "Column Acronym.",
  status: "Column Status.",
  study_results: "Column Study Results.",
  conditions: "Column Conditions, entries separated by `|`.",
  interventions: "Column Interventions, entries `Type: Name` separated by `|`.",
  outcome_measures: "Column Outcome Measures, entries separated by `|`.",
  sponsor_collaborators: "Column Sponsor/Collaborators, entries separated by `|`, the lead first.",
  gender: "Column Gender.",
  age: "Column Age: limits and age groups.",
  phases: "Column Phases, entries separated by `|`.",
  enrollment: "Column Enrollment.",
  funded_bys: "Column Funded Bys, entries separated by `|`.",
  study_type: "Column Study Type.",
  study_designs: "Column Study Designs, entries `Key: Value` separated by `|`.",
  other_ids: "Column Other IDs, entries separated by `|`.",
  start_date: "Column Start Date.",
  primary_completion_date: "Column Primary Completion Date.",
  completion_date: "Column Completion Date.",
  first_posted: "Column First Posted.",
  results_first_posted: "Column Results First Posted.",
  last_update_posted: "Column Last Update Posted.",
  locations: "Column Locations, entries separated by `|`.",
  study_documents: "Column Study Documents, entries separated by `|`.",
  url: "Column URL.",
} satisfies Partial<{ readonly [C in ColumnName<typeof import("@trialflow/schema").rawCtgovLegacyCsv>]: string }>;

/** What each column of each table and view means. */
export const columnTexts: ColumnTexts = {
  trials: { ...trial, lead_sponsor: "Name of the lead sponsor, as in `analytics.trial_sponsors`." },
  trialConditions: condition,
  trialInterventions: intervention,
  trialOutcomes: outcome,
  trialSponsors: sponsor,
  trialFunders: funder,
  trialPhases: phase,
  trialLocations: location,
  trialOtherIds: otherId,
  trialDocuments: document,
  conditions: { condition_id: "Derived from the name; never changes.", name: "Name after the crosswalk." },
  interventions: {
    intervention_id: "Derived from type and name; never changes.",
    intervention_type: "Kind of intervention. NULL where the source's word is unknown.",
    name: "Name after the crosswalk.",
  },
  sponsors: { sponsor_id: "Derived from the name; never changes.", name: "The most usual spelling." },
  countries: { country_code: "ISO 3166-1 alpha-2.", name: "Short name in English." },
  phases: { phase: "Value of the vocabulary.", ...dimension },
  overallStatuses: {
    overall_status: "Value of the vocabulary.",
    ...dimension,
    is_ended: "The trial or the expanded access is over and will not go on.",
  },
  studyTypes: { study_type: "Value of the vocabulary.", ...dimension },
  trialsByStudyTypeAndPhase: {
    study_type: "Kind of study.",
    study_type_label: "Its label.",
    phase: "Phase; NULL for trials without one.",
    phase_label: "Its label.",
    trial_count: "Trials.",
  },
  conditionsByTrialCount: {
    condition_id: "`analytics.conditions.condition_id`.",
    condition: "Name after the crosswalk.",
    trial_count: "Trials that study it.",
    trial_share: "Of all trials, 0 to 1.",
    spelling_count: "Spellings that the sources use.",
  },
  interventionCompletionRates: {
    intervention_id: "`analytics.interventions.intervention_id`.",
    intervention_type: "Kind of intervention.",
    intervention: "Name after the crosswalk.",
    trial_count: "Trials that use it.",
    ended_count: "Of these, completed, terminated or withdrawn.",
    completed_count: "Of these, completed.",
    terminated_count: "Terminated.",
    withdrawn_count: "Withdrawn.",
    completion_rate: "`completed_count` over `ended_count`, 0 to 1.",
    is_reliable: "At least five trials have ended.",
  },
  trialsByCountry: {
    country_code: "ISO 3166-1 alpha-2.",
    country: "Short name in English.",
    trial_count: "Trials with a site there.",
    site_count: "Sites as listed, a repeated one each time.",
    trial_share: "Of all trials, 0 to 1.",
  },
  trialDurations: {
    start_year: "Year of the start date.",
    study_type: "Kind of study.",
    phase: "Phase; NULL for trials without one.",
    date_precision: "The coarser of both dates: `day`, `month` or `year`.",
    is_completed: "True: real durations of completed trials. False: planned ones.",
    trial_count: "Trials with both dates.",
    average_duration_days: "Mean, in days.",
    median_duration_days: "Median, in days.",
    minimum_duration_days: "Shortest, in days.",
    maximum_duration_days: "Longest, in days.",
  },
  trialRecords: { ...trial, lead_sponsor: "Name of the lead sponsor, as the version has it." },
  trialVersions: {
    nct_id: "The trial.",
    version_number: "Number of the version, from 1.",
    event:
      "What began the version: `appeared`, `changed`, `vanished` (a tombstone with the last content) or `returned`.",
    valid_from: "From which snapshot on the registry said so.",
    valid_to: "Until which snapshot; NULL: still so.",
    recorded_at: "When the load that brought it came in.",
    _record_id: "The content, in `analytics.trial_records` and in raw.",
    _load_id: "The load that began the version.",
  },
  trialChanges: {
    nct_id: "The trial.",
    version_number: "The version that the change began.",
    ordinal: "Number of the change in its version, from 1.",
    field:
      "The column of `analytics.trials`, or the list: `conditions`, `interventions`, `outcomes`, `sponsors`, `funders`, `phases`, `locations`, `other_ids`, `documents`.",
    kind: "`changed` for a column; `added`, `removed` or `reordered` for a list.",
    old_value: "The value, or the removed entry, of the version before.",
    new_value: "The value, or the added entry, of this version.",
    snapshot_at: "The version's `valid_from`.",
    _load_id: "The load that brought the change.",
  },
  statusTimeline: {
    nct_id: "The trial.",
    period_number: "Number of the period, from 1.",
    overall_status: "Status in the period; NULL while the trial had vanished.",
    previous_status: "Status in the period before.",
    valid_from: "Snapshot in which the status was first seen.",
    valid_to: "Snapshot in which it was no longer seen; NULL: still so.",
    days_in_status: "Whole days, up to the newest snapshot for the last period.",
    is_backward_move: "The status before stands later in the life of a trial.",
  },
  primaryCompletionSlips: {
    nct_id: "The trial.",
    move_count: "How often the date moved.",
    first_date: "The date before the first move.",
    last_date: "The date after the last move.",
    slipped_days: "Days from the first to the last date; negative when it moved forward.",
  },
  enrollmentChanges: {
    nct_id: "The trial.",
    version_number: "The version that the change began.",
    snapshot_at: "Snapshot in which it was seen.",
    old_enrollment: "Enrollment before.",
    new_enrollment: "Enrollment after.",
    ratio: "New over old; NULL from nothing or to nothing.",
  },
  outcomeChangesAfterStart: {
    nct_id: "The trial.",
    version_number: "The version that the change began.",
    snapshot_at: "Snapshot in which it was seen.",
    start_date: "Start date that the changed version names.",
    days_after_start: "Days from the start to the snapshot.",
    kind: "`added` or `removed`.",
    measure: "The outcome measure.",
  },
  trialLineage: {
    nct_id: "The trial.",
    record_id: "The version of its record: `raw.ctgov_legacy_csv._record_id`.",
    load_id: "The load in whose file it stands.",
    load_count: "Loads that had the same version of the record.",
    source: "The source of the file.",
    file_name: "Name of the file.",
    sha256: "SHA-256 of the file, which is also its name in the archive.",
    snapshot_date: "Date of the snapshot; NULL when the file has none.",
    snapshot_at: "The moment from which the file's content counts.",
    row_number: "Row in the file, from 1, the header not counted.",
    line_number: "The physical line on which the row begins, from 1.",
    rule_version: "Version of the parsers and crosswalks that decoded the record.",
    run_id: "The run that loaded the file.",
    program_version: "Version of Trialflow that did it.",
    loaded_at: "When the file was loaded.",
    published_at: "When the load was first published; NULL: never.",
  },
  cellLineage: {
    nct_id: "The trial.",
    field:
      "The column of `analytics.trials`, or the list: `conditions`, `interventions`, `outcomes`, `sponsors`, `funders`, `phases`, `locations`, `other_ids`, `documents`.",
    value_text: "The published value as text; an array as JSON; a list as its entries between bars.",
    raw_column: "The column of `raw.ctgov_legacy_csv` from which it comes.",
    column_number: "Number of the column in the file, from 1; NULL: the file lacks it.",
    column_header: "Heading of the column as the file writes it.",
    raw_text: "The cell as the source wrote it.",
    rule: "The parser that reads the cell.",
    rule_version: "Version of the parsers and crosswalks that decoded the record.",
    reject_reason: "Why the cell, or entries of it, were set aside by these rules; NULL: nothing was.",
    reject_detail: "What was expected.",
    record_id: "The version of the trial's record.",
    load_id: "The load in whose file it stands.",
    file_name: "Name of the file.",
    sha256: "SHA-256 of the file.",
    row_number: "Row in the file, from 1, the header not counted.",
    line_number: "The physical line on which the row begins, from 1.",
  },
  fieldSources: {
    field: "The column of `analytics.trials`, or the list.",
    kind: "`column` or `list`.",
    relation: "The table in which it stands.",
    raw_column: "The column of `raw.ctgov_legacy_csv`.",
    raw_header: "Its heading in the registry's export.",
    rule: "The parser that reads it.",
    on_problem: "What becomes of a cell that cannot be read: `reject_row` or `reject_field`.",
    when_empty: "`problem`: an empty cell is one. `null`: the record says nothing about it.",
  },
  stagingTrials: trial,
  stagingTrialConditions: condition,
  stagingTrialInterventions: intervention,
  stagingTrialOutcomes: outcome,
  stagingTrialSponsors: sponsor,
  stagingTrialFunders: funder,
  stagingTrialPhases: phase,
  stagingTrialLocations: location,
  stagingTrialOtherIds: otherId,
  stagingTrialDocuments: document,
  unpublishedTrials: { nct_id: "The trial." },
  rawCtgovLegacyCsv: {
    _record_id: "Number of the record version, in the order of loads and of rows in each. There may be gaps.",
    _load_id: "The load that brought this version first: `ops.loads.load_id`.",
    _row_number: "Its row in that file, from 1, the header not counted.",
    _line_number: "The physical line on which it begins, from 1.",
    _row_hash: "SHA-256 over all cells but `rank`.",
    _extracted_at: "When it was loaded.",
    ...sourceCells,
  },
  rawCtgovLegacyCsvRows: {
    load_id: "The load: `ops.loads.load_id`.",
    row_number: "Row in the file, from 1, the header not counted.",
    line_number: "The physical line on which it begins, from 1.",
    record_id: "The version that stood there: `raw.ctgov_legacy_csv._record_id`.",
    disposition:
      "What the row is, compared with the load before: `new`, `changed`, `unchanged`, `duplicate`, `rejected`.",
    rank: "The file's cell Rank.",
  },
  ...opsColumnTexts,
};
