import { Result } from "effect";
import { expect, test } from "vitest";
import { changeFields, parseChangeField, readChanges, traceFields } from "../../src/index.ts";
import { csv, trial, trials } from "../support/trialCsv.ts";
import { ask, writeInput } from "../support/warehouse.ts";
import { createTestPipeline } from "../testPipeline.ts";

const read = (typed: string) => Result.merge(parseChangeField(typed));

/** A record that says something else than the usual one wherever an interventional trial can. */
const changed = {
  title: "Another title",
  acronym: "ABC",
  status: "Active, not recruiting",
  study_results: "Has Results",
  conditions: "Influenza",
  interventions: "Drug: Placebo",
  outcome_measures: "Recovery",
  sponsor_collaborators: "Hospital of Elsewhere",
  gender: "Female",
  age: "1 Month to 5 Years   (Child)",
  phases: "Phase 4",
  enrollment: "7",
  funded_bys: "Industry",
  study_designs:
    "Allocation: Non-Randomized|Intervention Model: Crossover Assignment|Masking: Triple (Care Provider, Investigator, Outcomes Assessor)|Primary Purpose: Prevention",
  other_ids: "XYZ",
  start_date: "May 3, 2020",
  primary_completion_date: "October 2020",
  completion_date: "January 2021",
  first_posted: "April 2020",
  results_first_posted: "July 2020",
  last_update_posted: "August 2020",
  locations: "Hospital A, Berlin, Germany",
  study_documents: '"Study Protocol", https://ClinicalTrials.gov/ProvidedDocs/1/NCT90000001/Prot_000.pdf',
  url: "https://ClinicalTrials.gov/ct2/show/NCT90000001",
};

test("every field of which a change is told has a name that can be asked for, and no other has", async () => {
  const pipeline = await createTestPipeline();
  const others = trials(40).slice(3);
  const observational = {
    study_type: "Observational",
    interventions: "",
    phases: "",
    study_designs: "Observational Model: Cohort|Time Perspective: Prospective",
  };
  const first = [
    trial(1),
    trial(2, observational),
    trial(3, { ...observational, age: "up to 80 Years   (Child, Adult, Older Adult)" }),
  ];
  const second = [
    trial(1, changed),
    trial(2, {
      ...observational,
      study_type: "Observational [Patient Registry]",
      study_designs: "Observational Model: Case-Control|Time Perspective: Retrospective",
    }),
    trial(3, {
      ...observational,
      status: "Available",
      interventions: "Drug: Placebo",
      study_type: "Expanded Access:Individual Patients|Intermediate-size Population|Treatment IND/Protocol",
      study_designs: "",
      age: "up to 24 Months   (Child)",
    }),
  ];
  await pipeline.ingest([writeInput(pipeline, "a-20200901.csv", csv([...first, ...others]))]);
  const { status, checks } = await pipeline.ingest([
    writeInput(pipeline, "b-20200902.csv", csv([...second, ...others])),
  ]);
  expect({ status, failed: checks?.results.filter((check) => check.status === "failed") }).toEqual({
    status: "succeeded",
    failed: [],
  });
  expect(await ask(pipeline, "select field, reason_code, raw_text from ops.rejects")).toEqual([]);
  const { fields, snapshots } = await pipeline.run(readChanges({ from: "2020-09-01", to: "2020-09-02", field: null }));
  const found = fields.map(({ field }) => field);
  expect(found.filter((name) => !changeFields.includes(name))).toEqual([]);
  expect(changeFields.filter((name) => !found.includes(name))).toEqual([]);
  expect(snapshots).toEqual({
    count: 2,
    first: "2020-09-01",
    last: "2020-09-02",
    before: "2020-09-01",
    after: null,
    within: ["2020-09-02"],
  });
});

test("a field is asked for by its exact name", () => {
  for (const name of changeFields) expect(read(name)).toBe(name);
  expect(read("Status")).toMatch(
    /^There is no field "Status"\. It is a column of the source, which fills overall_status\. Did you mean overall_status\? Expected one of: overall_status, /,
  );
  expect(read("Overall_Status")).toContain("Did you mean overall_status?");
  expect(read("NAME")).toMatch(/^There is no field "NAME"\. Expected one of: brief_title, /);
  for (const name of changeFields) expect(read("xyzzy")).toContain(name);
});

test("a field that follows from another, or a place in a list, is answered with what to ask for", () => {
  expect(read("lead_sponsor")).toMatch(/which follows from another field; expected sponsors\.$/);
  expect(read("minimum_age_days")).toMatch(/expected minimum_age\.$/);
  expect(read("start_date_raw")).toMatch(/expected start_date\.$/);
  expect(read("locations.3")).toBe('Changes are told of a whole field, found "locations.3"; expected locations alone.');
  expect(read("nct_id")).toContain('There is no field "nct_id"');
  for (const { name } of traceFields) expect(read(name)).not.toBe("");
});
