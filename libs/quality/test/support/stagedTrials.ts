import { Database, type DatabaseError } from "@trialflow/database";
import {
  loads,
  rawCtgovLegacyCsv,
  rawCtgovLegacyCsvRows,
  runs,
  stagingTrialConditions,
  stagingTrialDocuments,
  stagingTrialFunders,
  stagingTrialInterventions,
  stagingTrialLocations,
  stagingTrialOtherIds,
  stagingTrialOutcomes,
  stagingTrialPhases,
  stagingTrialSponsors,
  stagingTrials,
} from "@trialflow/schema";
import { Effect } from "effect";

export const runId = "00000000-0000-4000-8000-000000000001";
export const loadId = 1;

type Trial = typeof stagingTrials.$inferInsert;

const date = <Name extends string>(name: Name, value: string) =>
  ({ [name]: value, [`${name}_precision`]: "day", [`${name}_raw`]: value }) as Partial<Trial>;

const trial = (number: number, differences: Partial<Trial>): Trial => ({
  nct_id: `NCT0000000${number}`,
  brief_title: `Trial ${number}`,
  overall_status: "RECRUITING",
  has_results: false,
  study_type: "OBSERVATIONAL",
  is_patient_registry: false,
  enrollment: 100,
  sex: "ALL",
  minimum_age: 18,
  minimum_age_unit: "YEAR",
  minimum_age_days: 18 * 365.25,
  maximum_age: 65,
  maximum_age_unit: "YEAR",
  maximum_age_days: 65 * 365.25,
  std_ages: ["ADULT"],
  ...date("start_date", "2020-03-01"),
  ...date("primary_completion_date", "2020-05-01"),
  ...date("completion_date", "2020-06-01"),
  ...date("study_first_posted_date", "2020-02-15"),
  ...date("last_update_posted_date", "2020-07-01"),
  url: `https://ClinicalTrials.gov/show/NCT0000000${number}`,
  _record_id: number,
  _rule_version: "1",
  ...differences,
});

/** Four trials that break no rule: a completed interventional one with results and all lists, an observational, an expanded access and a withdrawn one. */
const trials: ReadonlyArray<Trial> = [
  trial(1, {
    overall_status: "COMPLETED",
    study_type: "INTERVENTIONAL",
    allocation: "RANDOMIZED",
    has_results: true,
    ...date("results_first_posted_date", "2020-06-20"),
  }),
  trial(2, { overall_status: "NOT_YET_RECRUITING", ...date("start_date", "2020-05-01") }),
  trial(3, {
    overall_status: "AVAILABLE",
    study_type: "EXPANDED_ACCESS",
    enrollment: null,
    ...{ start_date: null, start_date_precision: null, start_date_raw: null },
    ...{ primary_completion_date: null, primary_completion_date_precision: null, primary_completion_date_raw: null },
    ...{ completion_date: null, completion_date_precision: null, completion_date_raw: null },
  }),
  trial(4, { overall_status: "WITHDRAWN", enrollment: 0 }),
];

const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
const entry = (number: number, position: number, list: number) => ({
  nct_id: `NCT0000000${number}`,
  position,
  id: uuid(list * 100 + number * 10 + position),
});
const named = (name: string) => ({ name, canonical_name: name });

const insert = Effect.fnUntraced(function* (): Effect.fn.Return<void, DatabaseError, Database> {
  const { query } = yield* Database;
  yield* query("test.stage", async (db) => {
    await db.insert(stagingTrials).values([...trials]);
    await db
      .insert(stagingTrialConditions)
      .values([
        { ...entry(1, 1, 1), ...named("COVID-19"), condition_id: uuid(1) },
        { ...entry(1, 2, 1), ...named("Pneumonia"), condition_id: uuid(2) },
        ...[2, 3, 4].map((number) => ({ ...entry(number, 1, 1), ...named("COVID-19"), condition_id: uuid(1) })),
      ]);
    await db.insert(stagingTrialInterventions).values([
      { ...entry(1, 1, 2), intervention_type: "DRUG", ...named("Remdesivir"), intervention_id: uuid(1) },
      { ...entry(1, 2, 2), intervention_type: "OTHER", ...named("Care"), intervention_id: uuid(2) },
    ]);
    await db.insert(stagingTrialOutcomes).values([
      { ...entry(1, 1, 3), measure: "Mortality" },
      { ...entry(1, 2, 3), measure: "Fever" },
    ]);
    await db.insert(stagingTrialSponsors).values([
      ...[1, 2, 3, 4].map((number) => ({
        ...entry(number, 1, 4),
        lead_or_collaborator: "LEAD" as const,
        name: "Charité",
        sponsor_id: uuid(1),
      })),
      { ...entry(1, 2, 4), lead_or_collaborator: "COLLABORATOR", name: "NIAID", sponsor_id: uuid(2) },
    ]);
    await db.insert(stagingTrialFunders).values([
      { ...entry(1, 1, 5), agency_class: "OTHER" },
      { ...entry(1, 2, 5), agency_class: "NIH" },
    ]);
    await db.insert(stagingTrialPhases).values([
      { ...entry(1, 1, 6), phase: "PHASE2" },
      { ...entry(1, 2, 6), phase: "PHASE3" },
    ]);
    const site = (city: string) => ({ city, country: "Germany", country_code: "DE", raw_text: `${city}, Germany` });
    await db.insert(stagingTrialLocations).values([
      { ...entry(1, 1, 7), ...site("Berlin") },
      { ...entry(1, 2, 7), ...site("Munich") },
    ]);
    await db.insert(stagingTrialOtherIds).values([
      { ...entry(1, 1, 8), id_type: "ORG_STUDY_ID", id_value: "A-1" },
      { ...entry(1, 2, 8), id_type: "SECONDARY_ID", id_value: "2020-000001-01" },
    ]);
    const document = { has_protocol: true, has_sap: false, has_icf: false };
    await db.insert(stagingTrialDocuments).values([
      { ...entry(1, 1, 9), label: "Study Protocol", ...document },
      { ...entry(1, 2, 9), label: "Study Protocol v2", ...document },
    ]);
  });
});

/** Writes a run and a load of four rows into the ledger, and the rows into raw. */
const openLedger = Effect.fnUntraced(function* (): Effect.fn.Return<void, DatabaseError, Database> {
  const { query } = yield* Database;
  const at = new Date("2020-07-02T00:00:00Z");
  yield* query("test.ledger", async (db) => {
    await db.insert(runs).values({
      run_id: runId,
      program: "test",
      status: "running",
      started_at: at,
      program_version: "1",
      os_user: "test",
      host: "test",
      arguments: {},
    });
    await db.insert(loads).values({
      load_id: loadId,
      run_id: runId,
      source: "test",
      format: "ctgov_legacy_csv",
      format_version: "1",
      origin: "file",
      extent: "snapshot",
      uri: "file:///trials.csv",
      file_name: "trials.csv",
      sha256: "0".repeat(64),
      size_bytes: 1,
      encoding: "utf-8",
      has_bom: false,
      line_ending: "lf",
      delimiter: ",",
      headers: [],
      missing_columns: [],
      content_hash: "0".repeat(64),
      line_count: 5,
      rows_read: 4,
      rows_new: 4,
      rows_changed: 0,
      rows_unchanged: 0,
      rows_duplicate: 0,
      rows_rejected: 0,
      rows_vanished: 0,
      snapshot_at: new Date(0),
      loaded_at: at,
    });
    const numbers = [1, 2, 3, 4];
    await db.insert(rawCtgovLegacyCsv).values(
      numbers.map((number) => ({
        _record_id: number,
        _load_id: loadId,
        _row_number: number,
        _line_number: number + 1,
        _row_hash: Buffer.from([number]),
        _extracted_at: at,
        nct_number: `NCT0000000${number}`,
      })),
    );
    await db.insert(rawCtgovLegacyCsvRows).values(
      numbers.map((number) => ({
        load_id: loadId,
        row_number: number,
        line_number: number + 1,
        record_id: number,
        disposition: "new" as const,
      })),
    );
  });
});

/** Stages four trials that break no rule of the trial suite, with the run and the load that they came by. */
export const stageTrials: Effect.Effect<void, DatabaseError, Database> = Effect.andThen(openLedger(), insert());
