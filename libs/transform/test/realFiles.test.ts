import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { AgencyClass, type CtgovLegacyRow, InterventionType } from "@trialflow/schema";
import { Schema } from "effect";
import { beforeAll, describe, expect, it } from "vitest";
import {
  AgeRangeFromText,
  type DecodedTrial,
  DocumentsFromText,
  decodeTrial,
  EnrollmentFromText,
  FundersFromText,
  InterventionsFromText,
  LocationsFromText,
  NamesFromText,
  NctId,
  OtherIdsFromText,
  OverallStatusFromText,
  PartialDateFromText,
  PhasesFromText,
  parseAgeRange,
  parseDocuments,
  parseEnrollment,
  parseFunders,
  parseInterventions,
  parseLocation,
  parseOverallStatus,
  parsePartialDate,
  parsePhases,
  parseSex,
  parseStudyDesign,
  parseStudyResults,
  parseStudyType,
  SexFromText,
  SponsorsFromText,
  StudyDesignFromText,
  StudyResultsFromText,
  StudyTypeFromText,
  UrlFromText,
} from "../src/index.ts";
import { isThere, readCsv, readTsv, realFiles, toLegacyRow } from "./realFiles.ts";

const kaggle = "kaggle/COVID clinical trials.csv";
const today = "ctgov-csv/ctg-studies.csv";
const api = "ctgov-api/studies.json";

const allTrials = (rows: ReadonlyArray<CtgovLegacyRow>): ReadonlyArray<DecodedTrial> =>
  rows.map((row, index) => {
    const { trial, problems } = decodeTrial(row, index);
    expect(problems).toEqual([]);
    if (trial === null) throw new Error("no trial and no problem");
    return trial;
  });

const count = (trials: ReadonlyArray<DecodedTrial>, list: Exclude<keyof DecodedTrial, "trial">): number =>
  trials.reduce((sum, trial) => sum + trial[list].length, 0);

const codecs: { readonly [K in keyof CtgovLegacyRow]?: Schema.Codec<unknown, string> } = {
  nct_number: NctId,
  status: OverallStatusFromText,
  study_results: StudyResultsFromText,
  conditions: NamesFromText,
  interventions: InterventionsFromText,
  outcome_measures: NamesFromText,
  sponsor_collaborators: SponsorsFromText,
  gender: SexFromText,
  age: AgeRangeFromText,
  phases: PhasesFromText,
  enrollment: EnrollmentFromText,
  funded_bys: FundersFromText,
  study_type: StudyTypeFromText,
  study_designs: StudyDesignFromText,
  other_ids: OtherIdsFromText,
  start_date: PartialDateFromText,
  primary_completion_date: PartialDateFromText,
  completion_date: PartialDateFromText,
  first_posted: PartialDateFromText,
  results_first_posted: PartialDateFromText,
  last_update_posted: PartialDateFromText,
  locations: LocationsFromText,
  study_documents: DocumentsFromText,
  url: UrlFromText,
};

describe.skipIf(!isThere(kaggle))("the Kaggle file", () => {
  let rows: ReadonlyArray<CtgovLegacyRow> = [];
  let trials: ReadonlyArray<DecodedTrial> = [];

  beforeAll(async () => {
    rows = (await readCsv(kaggle)).map(toLegacyRow);
    trials = allTrials(rows);
  });

  it("decodes with every entry of every list and without any problem", () => {
    expect(trials).toHaveLength(3169);
    expect({
      conditions: count(trials, "conditions"),
      interventions: count(trials, "interventions"),
      outcomes: count(trials, "outcomes"),
      sponsors: count(trials, "sponsors"),
      locations: count(trials, "locations"),
      otherIds: count(trials, "otherIds"),
      documents: count(trials, "documents"),
    }).toEqual({
      conditions: 6192,
      interventions: 4400,
      outcomes: 20_711,
      sponsors: 6170,
      locations: 11_872,
      otherIds: 3558,
      documents: 95,
    });
  });

  it("resolves the country of every site", () => {
    const sites = trials.flatMap(({ locations }) => locations);
    expect(sites.filter(({ country, city }) => country === null || city === null)).toEqual([]);
    const countries = new Map(sites.map(({ country, country_code }) => [country_code, country]));
    expect(countries.size).toBe(116);
    for (const name of countries.values()) expect(name).not.toMatch(/, |Republic of$/);
  });

  it("gives a state to every site in the United States", () => {
    const sites = trials.flatMap(({ locations }) => locations).filter(({ country_code }) => country_code === "US");
    expect(sites.length).toBeGreaterThan(2000);
    expect(sites.filter(({ state }) => state === null)).toEqual([]);
  });

  it("gives every entry an id of its own", () => {
    const lists = trials.map(({ trial, ...children }) => Object.values(children).flat());
    const ids = lists.flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("brings the spellings of COVID-19 to one name", () => {
    const named = trials.filter(({ conditions }) =>
      conditions.some(({ canonical_name }) => canonical_name === "COVID-19"),
    );
    expect(named).toHaveLength(2136);
    const asWritten = trials.filter(({ conditions }) => conditions.some(({ name }) => name === "COVID-19"));
    expect(asWritten.length).toBeLessThan(1000);
  });

  it("writes back every cell of every column exactly", () => {
    for (const [field, codec] of Object.entries(codecs)) {
      const decode = Schema.decodeSync(codec);
      const encode = Schema.encodeSync(codec);
      const cells = new Set(rows.map((row) => row[field as keyof CtgovLegacyRow] ?? ""));
      cells.delete("");
      for (const cell of cells) expect(encode(decode(cell)), field).toBe(cell);
    }
  });
});

describe.skipIf(!isThere("snapshots"))("the daily snapshots", () => {
  it("decode without any problem and with the country of every site", () => {
    const files = readdirSync(resolve(realFiles, "snapshots"));
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const trials = allTrials(readTsv(`snapshots/${file}`).map(toLegacyRow));
      expect(trials.flatMap(({ locations }) => locations).filter(({ country }) => country === null)).toEqual([]);
    }
  });
});

describe.skipIf(!isThere(today))("the export of today", () => {
  it("writes every vocabulary, date and list in spellings that are known", async () => {
    const problems: Array<unknown> = [];
    const read = (text: string | undefined, parse: (text: string) => { readonly _tag: string }) => {
      if (text === undefined || text === "") return;
      const result = parse(text);
      if (result._tag === "Failure") problems.push(result);
    };
    const readList = (
      text: string | undefined,
      parse: (text: string) => { readonly problems: ReadonlyArray<unknown> },
    ) => problems.push(...parse(text ?? "").problems);
    const records = await readCsv(today);
    expect(records).toHaveLength(172);
    for (const record of records) {
      read(record["Study Status"], parseOverallStatus);
      read(record["Study Results"], parseStudyResults);
      read(record["Sex"], parseSex);
      read(record["Age"], parseAgeRange);
      read(record["Enrollment"], parseEnrollment);
      read(record["Study Type"], parseStudyType);
      readList(record["Phases"], parsePhases);
      readList(record["Funder Type"], parseFunders);
      readList(record["Interventions"], parseInterventions);
      readList(record["Study Design"], parseStudyDesign);
      readList(record["Study Documents"], parseDocuments);
      for (const column of ["Start Date", "Primary Completion Date", "Completion Date", "First Posted"]) {
        read(record[column], parsePartialDate);
      }
    }
    expect(problems).toEqual([]);
  });
});

describe.skipIf(!isThere(api))("the API's own parts of a location", () => {
  interface ApiStudy {
    readonly protocolSection: {
      readonly contactsLocationsModule?: {
        readonly locations?: ReadonlyArray<{ facility?: string; city?: string; state?: string; country?: string }>;
      };
    };
  }

  it("come back from the text that the classic export would write, for all but two sites with a state that no list has", () => {
    const studies: ReadonlyArray<ApiStudy> = JSON.parse(readFileSync(resolve(realFiles, api), "utf8"));
    const sites = studies.flatMap(({ protocolSection }) => protocolSection.contactsLocationsModule?.locations ?? []);
    expect(sites.length).toBeGreaterThan(600);
    const different = sites.filter(({ facility, city, state, country }) => {
      const text = [facility, city, state, country].filter((part) => part !== undefined).join(", ");
      const value = parseLocation(text).value;
      return (
        value?.facility !== (facility?.trim() ?? null) ||
        value?.city !== (city ?? null) ||
        (value?.state === null) !== (state === undefined)
      );
    });
    expect(different.map(({ state }) => state)).toEqual(["Brno-mesto", "Montreal"]);
  });
});

describe.skipIf(!isThere("ctgov-api/ctg-oas-v2.yaml"))("the API's description", () => {
  it("has the values of the vocabularies", () => {
    const yaml = readFileSync(resolve(realFiles, "ctgov-api/ctg-oas-v2.yaml"), "utf8");
    const valuesOf = (name: string) =>
      [
        ...(
          new RegExp(`^    ${name}:\\n      type: "string"\\n      enum:\\n((?:      - .*\\n)+)`, "m").exec(
            yaml,
          )?.[1] ?? ""
        ).matchAll(/"(.+)"/g),
      ].map(([, value]) => value);
    expect(valuesOf("AgencyClass").sort()).toEqual([...AgencyClass.values].sort());
    expect(valuesOf("InterventionType").sort()).toEqual([...InterventionType.values].sort());
  });
});
