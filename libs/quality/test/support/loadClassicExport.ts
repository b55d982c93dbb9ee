import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import {
  AgencyClass,
  AgeUnit,
  Allocation,
  ctgovLegacyCsv,
  InterventionType,
  OverallStatus,
  Phase,
  Sex,
  StudyType,
  type Vocabulary,
} from "@trialflow/schema";
import type { Sql } from "postgres";

const crosswalk = (vocabulary: Vocabulary): Record<string, string> =>
  Object.fromEntries(
    vocabulary.entries.flatMap(({ value, label, alsoWritten = [] }) =>
      [label, ...alsoWritten].map((spelling) => [spelling, value]),
    ),
  );

const vocabularies = { OverallStatus, Phase, StudyType, Sex, InterventionType, Allocation, AgencyClass };

/** SQL of a registry date's three columns: `May 20, 2020` is a day, `May 2020` a month. */
const dateColumns = (column: string): string => `
  case when ${column} ~ ',' then to_date(${column}, 'Month DD, YYYY') when ${column} <> '' then to_date(${column}, 'Month YYYY') end,
  case when ${column} ~ ',' then 'day' when ${column} <> '' then 'month' end,
  nullif(${column}, '')`;

const word = (vocabulary: keyof typeof vocabularies, text: string): string =>
  `((select words from crosswalks where name = '${vocabulary}') ->> (${text}))`;

const list = (table: string, columns: string, column: string, values: string, condition = "true"): string => `
  insert into staging.${table} (nct_id, position, id, ${columns})
  select nct_number, ordinality, gen_random_uuid(), ${values}
  from file, unnest(string_to_array(nullif(${column}, ''), '|')) with ordinality as part (text, ordinality)
  where ${condition}`;

/**
 * Fills the staging tables from a classic export, by SQL alone: a reading of the file that shares no code with the
 * pipeline's own, good enough for what the trial rules look at. Countries are taken from the end of each site.
 */
export const loadClassicExport = async (client: Sql, path: string): Promise<void> => {
  await client.begin(async (sql) => {
    const columns = ctgovLegacyCsv.columnNames;
    await sql.unsafe(
      `create temporary table file (${columns.map((name) => `${name} text`).join(", ")}) on commit drop`,
    );
    const format = path.endsWith(".tsv") ? String.raw`delimiter E'\t', quote E'\b'` : "delimiter ','";
    const copy = await sql.unsafe(`copy file from stdin with (format csv, header true, ${format})`).writable();
    await pipeline(createReadStream(path), copy);
    await sql.unsafe(`update file set ${columns.map((name) => `${name} = coalesce(${name}, '')`).join(", ")}`);
    await sql.unsafe("create temporary table crosswalks (name text, words jsonb) on commit drop");
    for (const [name, vocabulary] of Object.entries(vocabularies)) {
      await sql`insert into crosswalks values (${name}, ${sql.json(crosswalk(vocabulary))})`;
    }
    await sql`truncate staging.trials, staging.trial_conditions, staging.trial_documents, staging.trial_funders, staging.trial_interventions,
      staging.trial_locations, staging.trial_other_ids, staging.trial_outcomes, staging.trial_phases, staging.trial_sponsors`;
    await sql.unsafe(`
      insert into staging.trials (nct_id, brief_title, acronym, overall_status, has_results, study_type, is_patient_registry, allocation,
        enrollment, sex, minimum_age, minimum_age_unit, minimum_age_days, maximum_age, maximum_age_unit, maximum_age_days, std_ages,
        start_date, start_date_precision, start_date_raw,
        primary_completion_date, primary_completion_date_precision, primary_completion_date_raw,
        completion_date, completion_date_precision, completion_date_raw,
        study_first_posted_date, study_first_posted_date_precision, study_first_posted_date_raw,
        results_first_posted_date, results_first_posted_date_precision, results_first_posted_date_raw,
        last_update_posted_date, last_update_posted_date_precision, last_update_posted_date_raw,
        url, _record_id, _rule_version)
      select nct_number, title, nullif(acronym, ''), ${word("OverallStatus", "status")}, study_results = 'Has Results',
        ${word("StudyType", "regexp_replace(study_type, '[:\\[ ]*[:\\[].*', '')")}, study_type like '%[Patient Registry]',
        ${word("Allocation", "(regexp_match(study_designs, 'Allocation: ([^|]+)'))[1]")},
        nullif(enrollment, '')::int, ${word("Sex", "gender")},
        low.value, low.unit, low.value * low.days, high.value, high.unit, high.value * high.days, '{}',
        ${dateColumns("start_date")}, ${dateColumns("primary_completion_date")}, ${dateColumns("completion_date")},
        ${dateColumns("first_posted")}, ${dateColumns("results_first_posted")}, ${dateColumns("last_update_posted")},
        nullif(url, ''), row_number() over (), '1'
      from file
      cross join lateral (select replace(age, chr(160), ' ') as age_text) as clean
      left join lateral (${age("^([0-9]+) ([A-Za-z]+) (?:and|to)")}) as low on true
      left join lateral (${age("(?:to|^up to) ([0-9]+) ([A-Za-z]+)")}) as high on true`);
    await sql.unsafe(
      list("trial_conditions", "name, canonical_name, condition_id", "conditions", "text, text, gen_random_uuid()"),
    );
    await sql.unsafe(
      list(
        "trial_interventions",
        "intervention_type, name, canonical_name, intervention_id",
        "interventions",
        `${word("InterventionType", "split_part(text, ': ', 1)")}, text, text, gen_random_uuid()`,
      ),
    );
    await sql.unsafe(list("trial_outcomes", "measure", "outcome_measures", "text"));
    await sql.unsafe(
      list(
        "trial_sponsors",
        "lead_or_collaborator, name, sponsor_id",
        "sponsor_collaborators",
        "case ordinality when 1 then 'LEAD' else 'COLLABORATOR' end, text, gen_random_uuid()",
      ),
    );
    await sql.unsafe(list("trial_funders", "agency_class", "funded_bys", word("AgencyClass", "text")));
    await sql.unsafe(list("trial_phases", "phase", "phases", word("Phase", "text")));
    await sql.unsafe(
      list(
        "trial_locations",
        "country, country_code, raw_text",
        "locations",
        "regexp_substr(text, '[^,]+$'), upper(left(md5(regexp_substr(text, '[^,]+$')), 2)), text",
      ),
    );
    await sql.unsafe(
      list(
        "trial_other_ids",
        "id_type, id_value",
        "other_ids",
        "case ordinality when 1 then 'ORG_STUDY_ID' else 'SECONDARY_ID' end, text",
      ),
    );
    await sql.unsafe(
      list("trial_documents", "label, has_protocol, has_sap, has_icf", "study_documents", "text, false, false, false"),
    );
  });
  await client`analyze`;
};

/** SQL of an age: value, unit and the unit's days, taken from the text by a pattern with two groups. */
const age = (pattern: string): string => {
  const units = AgeUnit.entries
    .flatMap(({ value, label, alsoWritten, days }) =>
      [label, ...alsoWritten].map((text) => `('${text}', '${value}', ${days})`),
    )
    .join(", ");
  return `select found[1]::int as value, units.unit, units.days
    from regexp_match(age_text, '${pattern}') as found
    join (values ${units}) as units (text, unit, days) on units.text = found[2]`;
};
