import {
  type CtgovLegacyRow,
  ctgovLegacyCsv,
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
import { getTableColumns } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { type DecodedTrial, decodeTrial, entityId, fieldPolicies, RULE_VERSION } from "../../src/index.ts";
import { registryRow } from "./registryRow.ts";

const decode = (changes: Partial<CtgovLegacyRow> = {}) => decodeTrial({ ...registryRow, ...changes }, 7);

const decoded = (changes: Partial<CtgovLegacyRow> = {}): DecodedTrial => {
  const { trial, problems } = decode(changes);
  if (trial === null) throw new Error(JSON.stringify(problems));
  return trial;
};

const tables: { readonly [K in keyof DecodedTrial]: PgTable } = {
  trial: stagingTrials,
  conditions: stagingTrialConditions,
  interventions: stagingTrialInterventions,
  outcomes: stagingTrialOutcomes,
  sponsors: stagingTrialSponsors,
  funders: stagingTrialFunders,
  phases: stagingTrialPhases,
  locations: stagingTrialLocations,
  otherIds: stagingTrialOtherIds,
  documents: stagingTrialDocuments,
};

describe("decodeTrial", () => {
  it("decodes a record without a problem", () => {
    const { trial, problems } = decode();
    expect(problems).toEqual([]);
    expect(trial?.trial).toMatchObject({
      nct_id: "NCT04333550",
      overall_status: "RECRUITING",
      has_results: false,
      study_type: "INTERVENTIONAL",
      is_patient_registry: false,
      expanded_access_type_individual: null,
      allocation: "RANDOMIZED",
      masking: "SINGLE",
      subject_masked: true,
      investigator_masked: false,
      observational_model: null,
      enrollment: 50,
      sex: "ALL",
      minimum_age: 3,
      minimum_age_unit: "YEAR",
      minimum_age_days: 1095.75,
      std_ages: ["CHILD", "ADULT", "OLDER_ADULT"],
      start_date: "2020-04-01",
      start_date_precision: "month",
      start_date_raw: "April 2020",
      results_first_posted_date: null,
      results_first_posted_date_raw: null,
      _record_id: 7,
      _rule_version: RULE_VERSION,
    });
    expect(trial?.conditions.map(({ position, name, canonical_name }) => [position, name, canonical_name])).toEqual([
      [1, "COVID19", "COVID-19"],
      [2, "Pneumonia, Viral", "Viral Pneumonia"],
    ]);
    expect(trial?.conditions[0]?.condition_id).toBe(entityId("condition", "covid-19"));
    expect(trial?.locations[0]).toMatchObject({ city: "Kermanshah", country: "Iran", country_code: "IR" });
    expect(trial?.documents[0]).toMatchObject({ has_protocol: true, has_sap: false, has_icf: false });
  });

  it("writes every column of every staging table, and no other", () => {
    const trial = decoded();
    for (const [list, table] of Object.entries(tables)) {
      const rows = [trial[list as keyof DecodedTrial]].flat();
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) expect(Object.keys(row).sort()).toEqual(Object.keys(getTableColumns(table)).sort());
    }
  });

  test.each([
    ["nct_number", "NCT1", "malformed_nct_id"],
    ["nct_number", "", "missing_value"],
    ["title", "", "missing_value"],
    ["title", null, "missing_value"],
  ] as const)("rejects the row when %s is %j", (field, text, reason) => {
    const { trial, problems } = decode({ [field]: text, enrollment: "many" });
    expect(trial).toBeNull();
    expect(problems.map((problem) => [problem.field, problem.reason])).toEqual([[field, reason]]);
  });

  test.each([
    ["status", "Paused", "overall_status", "unknown_overall_status"],
    ["status", "", "overall_status", "missing_value"],
    ["study_results", "Some", "has_results", "unknown_study_results"],
    ["study_type", "Other", "study_type", "unknown_study_type"],
    ["gender", "Any", "sex", "unknown_sex"],
    ["enrollment", "1,000", "enrollment", "malformed_enrollment"],
    ["age", "grown-ups", "minimum_age", "unknown_std_age"],
    ["start_date", "February 30, 2020", "start_date", "impossible_date"],
    ["last_update_posted", "yesterday", "last_update_posted_date", "malformed_date"],
    ["url", "nowhere", "url", "malformed_url"],
  ] as const)("sets aside %s alone when it is %j", (field, text, column, reason) => {
    const { trial, problems } = decode({ [field]: text });
    expect(trial?.trial[column]).toBeNull();
    expect(problems).toEqual([
      { field, position: null, reason, rawText: text, detail: expect.stringMatching(/^expected ./) },
    ]);
  });

  it("puts each date with its precision and text into its own columns", () => {
    const dates = {
      start_date: "January 1, 2020",
      primary_completion_date: "February 2020",
      completion_date: "March 3, 2020",
      first_posted: "April 2020",
      results_first_posted: "May 5, 2020",
      last_update_posted: "2020",
    };
    expect(decoded(dates).trial).toMatchObject({
      start_date: "2020-01-01",
      start_date_precision: "day",
      start_date_raw: "January 1, 2020",
      primary_completion_date: "2020-02-01",
      primary_completion_date_precision: "month",
      primary_completion_date_raw: "February 2020",
      completion_date: "2020-03-03",
      completion_date_precision: "day",
      completion_date_raw: "March 3, 2020",
      study_first_posted_date: "2020-04-01",
      study_first_posted_date_precision: "month",
      study_first_posted_date_raw: "April 2020",
      results_first_posted_date: "2020-05-05",
      results_first_posted_date_precision: "day",
      results_first_posted_date_raw: "May 5, 2020",
      last_update_posted_date: "2020-01-01",
      last_update_posted_date_precision: "year",
      last_update_posted_date_raw: "2020",
    });
  });

  test.each([
    ["Single (Participant)", [true, false, false, false]],
    ["Single (Care Provider)", [false, true, false, false]],
    ["Single (Investigator)", [false, false, true, false]],
    ["Single (Outcomes Assessor)", [false, false, false, true]],
    ["None (Open Label)", [false, false, false, false]],
    ["Double", [null, null, null, null]],
  ])("says who is masked by %s", (text, [subject, caregiver, investigator, assessor]) => {
    expect(decoded({ study_designs: `Masking: ${text}` }).trial).toMatchObject({
      subject_masked: subject,
      caregiver_masked: caregiver,
      investigator_masked: investigator,
      outcomes_assessor_masked: assessor,
    });
  });

  it("puts both age limits into their own columns", () => {
    expect(decoded({ age: "6 Months to 17 Years \u00a0 (Child)" }).trial).toMatchObject({
      minimum_age: 6,
      minimum_age_unit: "MONTH",
      minimum_age_days: 182.625,
      maximum_age: 17,
      maximum_age_unit: "YEAR",
      maximum_age_days: 6209.25,
      std_ages: ["CHILD"],
    });
  });

  it("keeps the text of a date that it cannot read", () => {
    expect(decoded({ start_date: "Spring 2020" }).trial).toMatchObject({
      start_date: null,
      start_date_precision: null,
      start_date_raw: "Spring 2020",
    });
  });

  test.each([
    ["conditions", "A||B", "conditions", 2, "empty_list_entry", 2],
    ["phases", "Phase 1|Phase 9", "phases", 2, "unknown_phase", 1],
    ["funded_bys", "Charity", "funders", 1, "unknown_agency_class", 0],
    ["interventions", "Deferoxamine", "interventions", 1, "missing_intervention_type", 1],
    ["locations", "Clinic, Town, Atlantis", "locations", 1, "unknown_country", 1],
    ["study_documents", '"Lay Summary", https://x.org/a', "documents", 1, "unknown_document_label", 1],
  ] as const)("names the entry of %s that it cannot read", (field, text, list, position, reason, rows) => {
    const { trial, problems } = decode({ [field]: text });
    expect(problems.map((problem) => [problem.field, problem.position, problem.reason])).toEqual([
      [field, position, reason],
    ]);
    expect(trial?.[list]).toHaveLength(rows);
  });

  it("makes nothing of empty and of absent cells", () => {
    for (const text of ["", null]) {
      const changes = Object.fromEntries(
        ctgovLegacyCsv.columnNames
          .filter((name) => fieldPolicies[name].whenEmpty === "null")
          .map((name) => [name, text]),
      );
      const { trial, problems } = decode(changes);
      expect(problems).toEqual([]);
      expect(trial?.conditions).toEqual([]);
      expect(trial?.trial).toMatchObject({
        acronym: null,
        enrollment: null,
        start_date: null,
        std_ages: [],
        masking: null,
      });
    }
  });

  it("tells expanded access types apart from other types", () => {
    expect(decoded({ study_type: "Expanded Access:Individual Patients" }).trial).toMatchObject({
      expanded_access_type_individual: true,
      expanded_access_type_intermediate: false,
      expanded_access_type_treatment: false,
    });
    expect(decoded({ study_type: "Observational [Patient Registry]" }).trial).toMatchObject({
      study_type: "OBSERVATIONAL",
      is_patient_registry: true,
      expanded_access_type_individual: null,
    });
  });

  it("gives entries ids that stay when the order changes, and a repeated entry its own", () => {
    const ids = (text: string) => decoded({ outcome_measures: text }).outcomes.map(({ id }) => id);
    const [first, second, again] = ids("Mortality|Stay|Mortality");
    expect(new Set([first, second, again]).size).toBe(3);
    expect(ids("Stay|Mortality|Mortality")).toEqual([second, first, again]);
    expect(ids("Mortality")).toEqual([first]);
    expect(decoded({ nct_number: "NCT00000001", outcome_measures: "Mortality" }).outcomes[0]?.id).not.toBe(first);
  });

  it("gives one id to names that differ in case only", () => {
    const [upper, lower] = decoded({ conditions: "Anxiety|anxiety" }).conditions;
    expect(upper?.condition_id).toBe(lower?.condition_id);
    expect(upper?.id).not.toBe(lower?.id);
  });

  it("makes the type a part of an intervention's identity", () => {
    const [drug, other] = decoded({ interventions: "Drug: Zinc|Dietary Supplement: Zinc" }).interventions;
    expect(drug?.intervention_id).not.toBe(other?.intervention_id);
  });

  it("answers to any text, always alike, and tells its problems apart by field, position and reason", () => {
    const text = fc.oneof(
      fc.constant(null),
      fc.string({ unit: "binary" }),
      fc
        .array(fc.constantFrom("|", ", ", ": ", "Phase 2", "Masking: ", "France", "May 2020", "x"), { maxLength: 8 })
        .map((p) => p.join("")),
    );
    const row = fc.record(
      Object.fromEntries(
        ctgovLegacyCsv.columnNames.map((name) => [name, fc.oneof(fc.constant(registryRow[name]), text)] as const),
      ),
    ) as fc.Arbitrary<CtgovLegacyRow>;
    fc.assert(
      fc.property(row, (candidate) => {
        const outcome = decodeTrial(candidate, 1);
        expect(decodeTrial(candidate, 1)).toEqual(outcome);
        const keys = outcome.problems.map(({ field, position, reason }) => `${field} ${position} ${reason}`);
        expect(new Set(keys).size).toBe(keys.length);
        if (outcome.trial === null) {
          expect(outcome.problems.every(({ field }) => fieldPolicies[field].onProblem === "reject_row")).toBe(true);
          expect(outcome.problems.length).toBeGreaterThan(0);
          return;
        }
        for (const list of Object.keys(tables) as Array<keyof DecodedTrial>) {
          if (list === "trial") continue;
          const rows = outcome.trial[list];
          expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
          expect(new Set(rows.map(({ position }) => position)).size).toBe(rows.length);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("fieldPolicies", () => {
  it("fills every staging column and child table from exactly one field", () => {
    const filled = Object.values(fieldPolicies).flatMap(({ fills }) => fills);
    const columns = Object.keys(getTableColumns(stagingTrials)).filter((name) => !name.startsWith("_"));
    const children = Object.entries(tables)
      .filter(([list]) => list !== "trial")
      .map(([, table]) => (table as unknown as { [key: symbol]: string })[Symbol.for("drizzle:Name")]);
    expect([...filled].sort()).toEqual([...columns, ...children].sort());
  });

  it("rejects the row for identity only", () => {
    const fields = Object.entries(fieldPolicies).filter(([, { onProblem }]) => onProblem === "reject_row");
    expect(fields.map(([field]) => field)).toEqual(["nct_number", "title"]);
  });
});
