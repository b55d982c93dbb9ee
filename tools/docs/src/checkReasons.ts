/** Why a check exists, for every check whose name matches. The first match counts. */
export interface CheckReason {
  readonly names: RegExp;
  readonly reason: string;
}

const is = (...names: ReadonlyArray<string>): RegExp => new RegExp(`^(${names.join("|")})$`);

/** The reasons of the checks of the trial rule pack: what would happen to a reader of the data without them. */
export const checkReasons: ReadonlyArray<CheckReason> = [
  { names: is("there_are_trials"), reason: "An empty file must not empty what analysts see." },
  { names: is("snapshot_is_not_half_of_the_last"), reason: "A truncated export looks like a small one." },
  {
    names: /_are_not_half_of_the_last$/,
    reason: "A list that loses half of its entries points to a truncated column.",
  },
  {
    names: /_distributed_as_in_the_last$/,
    reason: "Real shares move slowly; a jump points to shifted columns or to another selection.",
  },
  {
    names: is("rejected_rows_are_few"),
    reason: "So many unusable rows mean that the file is damaged or in another format.",
  },
  {
    names: is("every_row_of_the_load_is_accounted_for"),
    reason: "A row that stands nowhere was lost between the file and raw, and nobody would miss it.",
  },
  {
    names: is("ledger_counts_what_the_load_has"),
    reason: "The constraint of the ledger only says that its numbers add up; whoever alters two of them keeps it.",
  },
  {
    names: is("every_trial_of_the_load_is_staged_or_set_aside"),
    reason:
      "A record that is neither staged nor in quarantine would vanish from analytics as if the registry had removed it.",
  },
  { names: is("trial_is_read_completely"), reason: "A field that was set aside is missing in every analysis." },
  {
    names: is("rejected_fields_are_few"),
    reason: "A whole column in another notation must not become a column of NULL.",
  },
  {
    names: is("vocabulary_news_are_few"),
    reason:
      "A new word is for people to decide about; many trials with new words mean that the registry changed its vocabulary.",
  },
  { names: is("brief_title_is_not_blank"), reason: "A trial without a title cannot be shown to anybody." },
  {
    names: /_is_rarely_missing$/,
    reason: "One unknown word must not stop publishing; a column that is empty all over must.",
  },
  {
    names: is("trial_has_a_condition"),
    reason: "The registry demands a condition; a trial without one is in no answer by condition.",
  },
  {
    names: is("trial_has_at_most_one_lead_sponsor"),
    reason: "Counting by lead sponsor would count such a trial twice.",
  },
  { names: is("trial_has_a_lead_sponsor"), reason: "The trial is in no answer by sponsor." },
  {
    names: /^(study_first_posted|last_update_posted|start|completion)_date_is_present$/,
    reason: "The trial is in no answer over time.",
  },
  { names: is("enrollment_is_present"), reason: "The trial is missing in every sum of participants." },
  {
    names: is("start_is_not_after_primary_completion", "start_is_not_after_completion"),
    reason: "It gives a negative duration.",
  },
  {
    names: is("primary_completion_is_not_after_completion"),
    reason: "The primary outcome is complete before the trial is.",
  },
  {
    names: is("first_posted_is_not_after_last_update", "results_are_not_posted_before_the_trial"),
    reason: "The history runs backwards.",
  },
  {
    names: is("completed_trial_is_not_completed_in_future"),
    reason: "Status and date contradict each other; one of them misleads.",
  },
  { names: is("has_results_is_known"), reason: "NULL is neither yes nor no." },
  {
    names: /_is_known$|^country_is_resolved$/,
    reason: "A NULL here is missing in every grouping; the source's word may be new.",
  },
  {
    names: is("country_is_rarely_unresolved"),
    reason: "The map would have holes; the source may name countries in another way.",
  },
  {
    names: is("only_interventional_trials_have_a_phase", "interventional_trial_has_a_phase"),
    reason: "The registry gives phases to interventional studies, and `NA` where none applies.",
  },
  {
    names: is("status_fits_study_type"),
    reason: "The statuses of expanded access mean nothing for a study, and the other way round.",
  },
  {
    names: is("withdrawn_trial_enrolled_nobody", "only_withdrawn_trials_enrolled_nobody"),
    reason: "Withdrawn means stopped before the first participant.",
  },
  { names: is("results_have_their_date"), reason: "Flag and date contradict each other." },
  {
    names: is("url_names_the_trial"),
    reason: "The link would lead to another trial: cells may have moved between rows.",
  },
  { names: is("minimum_age_is_not_above_maximum_age"), reason: "Nobody could take part." },
  { names: is("site_is_listed_once"), reason: "Sites would be counted twice. Registries do repeat them." },
  { names: is("title_is_unique"), reason: "It may be one trial registered twice, and counted twice." },
  { names: /_belong_to_a_trial$/, reason: "An entry without a trial is lost at publication." },
  { names: /^positions_of_.+_are_dense$/, reason: "A gap that no reject explains is an entry that was lost." },
  {
    names: is("completion_date_is_no_placeholder", "completion_is_within_ten_years"),
    reason: "It makes averages of planned durations useless.",
  },
  { names: is("start_date_is_plausible"), reason: "A slip in the year puts the trial far off every axis." },
  { names: is("not_yet_recruiting_trial_is_not_long_past_its_start"), reason: "The record is probably out of date." },
  {
    names: is("enrollment_is_plausible"),
    reason: "A few registry studies name whole populations and dominate every sum.",
  },
  { names: is("maximum_age_is_plausible"), reason: "Such an age stands for no limit." },
];

/** Finds the reason of a check; undefined when nobody wrote one. */
export const reasonOf = (checkName: string): string | undefined =>
  checkReasons.find(({ names }) => names.test(checkName))?.reason;
