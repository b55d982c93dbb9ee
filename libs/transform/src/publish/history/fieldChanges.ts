import { insertSelect } from "@trialflow/database";
import { type ctgovLegacyCsv, rawCtgovLegacyCsv, trialChanges, trialRecords, type trials } from "@trialflow/schema";
import { type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { versionSteps } from "./versionSteps.ts";

type TrialColumn = keyof (typeof trials)["_"]["columns"];
type RawColumn = keyof typeof ctgovLegacyCsv.columns;

/** Columns whose change says nothing of its own: identity, lineage, the text behind a date, and what is computed from others. */
const silentColumns: ReadonlyArray<TrialColumn> = [
  "nct_id",
  "_record_id",
  "_rule_version",
  "start_date_raw",
  "primary_completion_date_raw",
  "completion_date_raw",
  "study_first_posted_date_raw",
  "results_first_posted_date_raw",
  "last_update_posted_date_raw",
  "minimum_age_days",
  "maximum_age_days",
  "lead_sponsor",
];

/** The lists of a record: the name under which a change is told, and the raw column in which the entries stand between bars. */
const lists: ReadonlyArray<readonly [field: string, column: RawColumn]> = [
  ["conditions", "conditions"],
  ["interventions", "interventions"],
  ["outcomes", "outcome_measures"],
  ["sponsors", "sponsor_collaborators"],
  ["funders", "funded_bys"],
  ["phases", "phases"],
  ["locations", "locations"],
  ["other_ids", "other_ids"],
  ["documents", "study_documents"],
];

const oldRecord = alias(trialRecords, "old_record");
const newRecord = alias(trialRecords, "new_record");
const oldRaw = alias(rawCtgovLegacyCsv, "old_raw");
const newRaw = alias(rawCtgovLegacyCsv, "new_raw");

const text = (value: string) => sql.raw(`'${value}'`);
const join = (parts: ReadonlyArray<SQL>, separator: SQL) => sql.join([...parts], separator);

/** One row per trial and column of the record that has another value. */
const valueChanges = sql`
select ${versionSteps.nct_id} as nct_id, ${versionSteps.version_number} as version_number, old_field.key as field, 'changed' as kind, 0 as place, old_field.value as old_value, new_field.value as new_value
from ${versionSteps}
join ${trialRecords} as old_record on ${oldRecord._record_id} = ${versionSteps.previous_record_id}
join ${trialRecords} as new_record on ${newRecord._record_id} = ${versionSteps.record_id}
cross join lateral jsonb_each_text(to_jsonb(old_record)) as old_field
join lateral jsonb_each_text(to_jsonb(new_record)) as new_field on new_field.key = old_field.key
where new_field.value is distinct from old_field.value
  and old_field.key not in (${join(silentColumns.map(text), sql`, `)})`;

/** One row per trial and list whose text changed. */
const changedLists = sql`
select ${versionSteps.nct_id} as nct_id, ${versionSteps.version_number} as version_number, list.field, coalesce(list.old_text, '') as old_text, coalesce(list.new_text, '') as new_text
from ${versionSteps}
join ${rawCtgovLegacyCsv} as old_raw on ${oldRaw._record_id} = ${versionSteps.previous_record_id}
join ${rawCtgovLegacyCsv} as new_raw on ${newRaw._record_id} = ${versionSteps.record_id}
cross join lateral (values ${join(
  lists.map(([field, column]) => sql`(${text(field)}, ${oldRaw[column]}, ${newRaw[column]})`),
  sql`, `,
)}) as list (field, old_text, new_text)
where coalesce(list.old_text, '') <> coalesce(list.new_text, '')`;

/** The entries of a text between bars; an entry that stands twice is told apart by its occurrence. */
const entries = (column: SQL) => sql`
select changed_lists.nct_id, changed_lists.version_number, changed_lists.field, entry.value, entry.place,
       row_number() over (partition by changed_lists.nct_id, changed_lists.version_number, changed_lists.field, entry.value order by entry.place) as occurrence
from changed_lists
cross join lateral unnest(string_to_array(nullif(${column}, ''), '|')) with ordinality as entry (value, place)`;

/**
 * Tells what changed from the version before to this one: fields by their values, lists by the entries added and removed. A
 * list with the same entries in another order is one change of its own.
 *
 * Reads    version_steps, analytics.trial_records, raw.ctgov_legacy_csv
 * Writes   analytics.trial_changes, one row per changed field or list entry; none for a trial that appeared or vanished
 */
export const insertFieldChanges = () =>
  insertSelect(
    trialChanges,
    {
      nct_id: sql`change.nct_id`,
      version_number: versionSteps.version_number,
      ordinal: sql`row_number() over (partition by change.nct_id, change.version_number order by change.field, change.kind desc, change.place, change.old_value, change.new_value)`,
      field: sql`change.field`,
      kind: sql`change.kind`,
      old_value: sql`change.old_value`,
      new_value: sql`change.new_value`,
      snapshot_at: versionSteps.valid_from,
      _load_id: versionSteps.load_id,
    },
    sql`from (
  with changed_lists as materialized (${changedLists}),
       old_entries as (${entries(sql`changed_lists.old_text`)}),
       new_entries as (${entries(sql`changed_lists.new_text`)}),
       list_changes as (
         select nct_id, version_number, field,
                case when old_entries.place is null then 'added' else 'removed' end as kind,
                coalesce(old_entries.place, new_entries.place) as place, old_entries.value as old_value, new_entries.value as new_value
         from old_entries
         full join new_entries using (nct_id, version_number, field, value, occurrence)
         where old_entries.place is null or new_entries.place is null
       )
  ${valueChanges}
  union all
  select nct_id, version_number, field, kind, place, old_value, new_value from list_changes
  union all
  select changed_lists.nct_id, changed_lists.version_number, changed_lists.field, 'reordered', 0, changed_lists.old_text, changed_lists.new_text
  from changed_lists
  where not exists (
    select from list_changes where list_changes.nct_id = changed_lists.nct_id and list_changes.version_number = changed_lists.version_number and list_changes.field = changed_lists.field
  )
) change
join ${versionSteps} on ${versionSteps.nct_id} = change.nct_id and ${versionSteps.version_number} = change.version_number
where ${versionSteps.event} in ('changed', 'returned')`,
  );
