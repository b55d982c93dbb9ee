import type { Row } from "../src/columns.ts";
import { items } from "./parseRows.ts";

/** Tells whether the parsed rows show an oddity. */
export type OddityCheck = (rows: ReadonlyArray<Row>) => boolean;

const someRow =
  (accept: (row: Row) => boolean): OddityCheck =>
  (rows) =>
    rows.some(accept);

const someSite = (pattern: RegExp): OddityCheck =>
  someRow((row) => items(row.Locations).some((site) => pattern.test(site)));
const someAge = (pattern: RegExp): OddityCheck => someRow((row) => pattern.test(row.Age));
const someIntervention = (pattern: RegExp): OddityCheck =>
  someRow((row) => items(row.Interventions).some((name) => pattern.test(name)));
const someCondition = (...names: ReadonlyArray<string>): OddityCheck =>
  someRow((row) => names.every((name) => items(row.Conditions).includes(name)));
const studyType = (text: string): OddityCheck => someRow((row) => row["Study Type"] === text);
const titleOfTwo =
  (title: string): OddityCheck =>
  (rows) =>
    rows.filter((row) => row.Title === title).length === 2;
const startsAndEnds = (row: Row, start: RegExp, completion: RegExp): boolean =>
  start.test(row["Start Date"]) && completion.test(row["Completion Date"]);
const documents = (count: number): OddityCheck =>
  someRow((row) => {
    const found = items(row["Study Documents"]);
    const id = row["NCT Number"];
    const address = `https://ClinicalTrials.gov/ProvidedDocs/${id.slice(-2)}/${id}/`;
    return found.length === count && found.every((item) => /^"[^"]+", https:/.test(item) && item.includes(address));
  });
const withPlain = (row: Row): boolean => row["Study Type"] === "Interventional" && row.Status === "Completed";

/** One check per oddity, each written against the file alone, not against what made it. */
export const oddityChecks: Readonly<Record<string, OddityCheck>> = {
  "age up to minutes": someAge(/^up to 20 Minutes \u00a0 \(Child\)$/),
  "age up to hours": someAge(/^up to 9 Hours \u00a0 \(Child\)$/),
  "age up to days": someAge(/^up to 28 Days \u00a0 \(Child\)$/),
  "age from days on": someAge(/^31 Days and older \u00a0 \(Child, Adult, Older Adult\)$/),
  "age from days to years": someAge(/^30 Days to 18 Years \u00a0 \(Child, Adult\)$/),
  "age from one month on": someAge(/^1 Month and older \u00a0 \(Child, Adult, Older Adult\)$/),
  "age from months on": someAge(/^3 Months and older \u00a0 \(Child, Adult, Older Adult\)$/),
  "adult age in months": someAge(/^216 Months and older \u00a0 \(Adult, Older Adult\)$/),
  "age from one month to years": someAge(/^1 Month to 17 Years \u00a0 \(Child\)$/),
  "age from months to years": someAge(/^6 Months to 80 Years \u00a0 \(Child, Adult, Older Adult\)$/),
  "age from months to months": someAge(/^18 Months to 48 Months \u00a0 \(Child\)$/),
  "age from one year on": someAge(/^1 Year and older \u00a0 \(Child, Adult, Older Adult\)$/),
  "age from one year to years": someAge(/^1 Year to 90 Years \u00a0 \(Child, Adult, Older Adult\)$/),
  "age up to one year": someAge(/^up to 1 Year \u00a0 \(Child\)$/),
  "age of older adults alone": (rows) =>
    rows.some((row) => /^65 Years and older \u00a0 \(Older Adult\)$/.test(row.Age)) &&
    rows.some((row) => row.Age === "Child, Adult, Older Adult"),
  "results with their date": (rows) => {
    const found = rows.filter((row) => row["Study Results"] === "Has Results");
    return found.length === 4 && found.every((row) => withPlain(row) && row["Results First Posted"] !== "");
  },
  "completion in 2099": someRow((row) => startsAndEnds(row, /2020$/, /^December 31, 2099$/)),
  "completion decades ahead, month alone": someRow((row) => startsAndEnds(row, /^\w+ 2020$/, /^\w+ 204\d$/)),
  "start in 1998": someRow((row) => startsAndEnds(row, /^January 12, 1998$/, /2020$/)),
  "start without any completion date": someRow(
    (row) => row["Start Date"] !== "" && row["Primary Completion Date"] === "" && row["Completion Date"] === "",
  ),
  "all dates in one month without a day": someRow(
    (row) =>
      row["Start Date"] === "July 2020" &&
      row["Primary Completion Date"] === "July 2020" &&
      row["Completion Date"] === "July 2020",
  ),
  "start, completion and posting on one day": someRow(
    (row) =>
      row["Start Date"] === row["Completion Date"] &&
      row["Start Date"] === row["First Posted"] &&
      row["Start Date"] !== "",
  ),
  "leap day": someRow((row) => startsAndEnds(row, /^February 29, 2020$/, /^February 29, 2024$/)),
  "not yet recruiting although the start is past": someRow(
    (row) =>
      row.Status === "Not yet recruiting" &&
      row["Start Date"] === "April 1, 2020" &&
      row["Last Update Posted"] === "April 24, 2020",
  ),
  "expanded access without a type": studyType("Expanded Access"),
  "expanded access to a population": studyType("Expanded Access:Intermediate-size Population"),
  "expanded access by protocol": studyType("Expanded Access:Treatment IND/Protocol"),
  "expanded access to persons and a population": studyType(
    "Expanded Access:Individual Patients|Intermediate-size Population",
  ),
  "expanded access to a population, by protocol": studyType(
    "Expanded Access:Intermediate-size Population|Treatment IND/Protocol",
  ),
  "expanded access to persons, by protocol": studyType("Expanded Access:Individual Patients|Treatment IND/Protocol"),
  "interventional without allocation": someRow(
    (row) => row["Study Type"] === "Interventional" && row["Study Designs"].startsWith("Intervention Model: "),
  ),
  "observational without any design": someRow(
    (row) => row["Study Type"] === "Observational" && row["Study Designs"] === "",
  ),
  "observational without gender": someRow((row) => row["Study Type"] === "Observational" && row.Gender === ""),
  "two phases": someRow((row) => row.Phases === "Phase 1|Phase 2"),
  "factorial design masked for care providers and assessors": someRow(
    (row) =>
      row["Study Designs"] ===
      "Allocation: Randomized|Intervention Model: Factorial Assignment|Masking: Double (Care Provider, Outcomes Assessor)|Primary Purpose: Device Feasibility",
  ),
  "withdrawn with an enrollment of zero": someRow((row) => row.Status === "Withdrawn" && row.Enrollment === "0"),
  "ten million participants": someRow((row) => row.Enrollment === "10000000"),
  "completed with millions of participants": someRow(
    (row) => row.Status === "Completed" && Number(row.Enrollment) > 1_000_000,
  ),
  "one single participant": someRow((row) => row.Enrollment === "1"),
  "hundreds of outcome measures": someRow((row) => items(row["Outcome Measures"]).length > 200),
  "dozens of conditions": someRow((row) => items(row.Conditions).length > 30),
  "all eleven intervention types": someRow(
    (row) => new Set(items(row.Interventions).map((name) => name.split(": ")[0])).size === 11,
  ),
  "dozens of collaborators": someRow((row) => items(row["Sponsor/Collaborators"]).length > 50),
  "three classes of funders": someRow((row) => row["Funded Bys"] === "Industry|U.S. Fed|Other"),
  "six other ids": someRow((row) => items(row["Other IDs"]).length === 6),
  "no other id": someRow((row) => row["Other IDs"] === ""),
  "backslash in an other id": someRow((row) => row["Other IDs"].startsWith("NHV\\2020\\004|")),
  "intervention name with a colon and a blank": (rows) =>
    someIntervention(/^Drug: Arm A: velaprasin/)(rows) && someIntervention(/^Other: Other: Placebo$/)(rows),
  "intervention name that holds a type": (rows) =>
    someIntervention(/^Biological: .*\(Biological: mRNA\)/)(rows) && someIntervention(/^Radiation: Phase 1$/)(rows),
  "outcome measures that differ in case alone": someRow((row) => {
    const outcomes = items(row["Outcome Measures"]);
    return new Set(outcomes.map((outcome) => outcome.toLowerCase())).size < new Set(outcomes).size;
  }),
  "one condition per spelling of the disease": someCondition(
    "SARS-CoV-2",
    "Sars-CoV2",
    "COVID-19",
    "COVID19",
    "Covid 19",
    "2019-nCoV",
  ),
  "condition in lower case": someCondition("covid-19", "cytokine storm"),
  "condition in title case": someCondition("Covid-19", "Cytokine Storm"),
  "no outcome measure": someRow((row) => row["Outcome Measures"] === ""),
  "hundreds of sites in every country": someRow((row) => {
    const sites = items(row.Locations);
    return sites.length > 400 && new Set(sites).size === sites.length;
  }),
  "repeated site": someRow((row) => new Set(items(row.Locations)).size < items(row.Locations).length),
  "facility with commas": someSite(
    /^University of Norhaven, Larkspire Medical Center \(East Campus\), San Francisco, California, United States$/,
  ),
  "facility that is an address": someSite(/^(?:[^,]+, ){4}NE, Atlanta, Georgia, United States$/),
  "facility with a trailing comma": someSite(/^[^,]+,, [^,]+, Israel$/),
  "city with a trailing comma": someSite(/^[^,]+, [^,]+,, South Africa$/),
  "state outside the United States or Canada": (rows) =>
    someSite(/, Outside The United States Or Canada, /)(rows) && someSite(/, Outside U\.S\.\/Canada, /)(rows),
  "countries with a comma in their name": someRow((row) =>
    [
      "Seoul, Korea, Republic of",
      "Fars, Iran, Islamic Republic of",
      "Kinshasa, Congo, The Democratic Republic of the",
    ].every((end) => items(row.Locations).some((site) => site.endsWith(end))),
  ),
  "country named in the facility as well": someSite(/, Kermanshah, Iran, Kermanshah, Iran, Islamic Republic of$/),
  "state present and absent in one country": someRow((row) =>
    ["Wuhan, Hubei, China", "Hospital, Wuhan, China", "Toronto, Ontario, Canada", "Clinic, Toronto, Canada"].every(
      (end) => items(row.Locations).some((site) => site.endsWith(end)),
    ),
  ),
  "city named like its country": someRow((row) =>
    ["Singapore", "Hong Kong", "San Marino"].every((name) =>
      items(row.Locations).some((site) => site.endsWith(`, ${name}, ${name}`)),
    ),
  ),
  "site of ten parts": someSite(/^(?:[^,]+, ){9}Bangladesh$/),
  "web address in a facility": someSite(/: https:\/\//),
  "double quotes in a facility": someSite(/"[^"]+",, Napoli, Italy$/),
  "no site": someRow((row) => row.Locations === ""),
  "title of two trials, first pair": titleOfTwo("Norhaven Registry of Recovery After COVID-19"),
  "title of two trials, second pair": titleOfTwo("Awake Prone Positioning at Valmorin in COVID-19 Pneumonia"),
  "title in double quotes": someRow((row) => /^"[^"]+"$/.test(row.Title)),
  "double quotes within a title": someRow((row) => /^[^"]+"[^"]+"[^"]+"[^"]+"[^"]+$/.test(row.Title)),
  "title in two single quotes": someRow((row) => row.Title.startsWith("'' ")),
  "very long title": someRow((row) => row.Title.length > 250),
  "very short title": someRow((row) => row.Title.length < 20),
  "title with many scripts and signs": someRow(
    (row) =>
      /\p{Script=Cyrillic}/u.test(row.Title) &&
      /\p{Script=Greek}/u.test(row.Title) &&
      /[\uFF08\u3001\u2122]/.test(row.Title),
  ),
  "title with a combining mark": someRow((row) => row.Title !== row.Title.normalize("NFC")),
  "title that begins with a sign": someRow((row) => row.Title.startsWith("#")),
  "double quotes in an outcome measure": someRow((row) =>
    items(row["Outcome Measures"]).some((outcome) => outcome.endsWith('"')),
  ),
  "outcome measure that begins with a dash": someRow(
    (row) =>
      row["Outcome Measures"].startsWith("- ") &&
      items(row["Outcome Measures"]).some((outcome) => outcome.startsWith("=")),
  ),
  "acronym of fourteen characters": someRow((row) => row.Acronym === "PALME COVID-19" && row.Acronym.length === 14),
  "acronym that is the disease": someRow((row) => row.Acronym === "COVID-19"),
  "acronym that begins with a sign": someRow((row) => row.Acronym.startsWith("@")),
  "acronym that ends in an apostrophe": someRow((row) => row.Acronym.endsWith("'")),
  "three documents": (rows) =>
    documents(3)(rows) && rows.some((row) => row["Study Documents"].includes('Plan: version 1.1", ')),
  "two documents": documents(2),
  "one document of three parts": (rows) =>
    documents(1)(rows) && rows.some((row) => row["Study Documents"].includes("Plan, and Informed Consent Form")),
};
