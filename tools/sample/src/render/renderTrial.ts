import type { Row } from "../columns.ts";
import type { Site, Trial } from "../Trial.ts";
import { renderAge } from "./renderAge.ts";
import { renderDate } from "./renderDate.ts";

const list = (items: ReadonlyArray<string>): string => items.join("|");

const site = ({ facility, city, state, country }: Site): string =>
  [facility, city, ...(state === undefined ? [] : [state]), country].join(", ");

const studyType = ({ studyType, expandedAccessTypes }: Trial): string =>
  expandedAccessTypes.length === 0 ? studyType : `${studyType}:${list(expandedAccessTypes)}`;

const documents = (trial: Trial): string => {
  const folder = `https://ClinicalTrials.gov/ProvidedDocs/${trial.nctId.slice(-2)}/${trial.nctId}`;
  return list(trial.documents.map(({ label, file }) => `"${label}", ${folder}/${file}`));
};

/** Writes a trial's facts as the cells of the legacy export; the rank is its place in the search result, from 1. */
export const renderTrial = (trial: Trial, rank: number): Row => ({
  Rank: String(rank),
  "NCT Number": trial.nctId,
  Title: trial.title,
  Acronym: trial.acronym,
  Status: trial.status,
  "Study Results": trial.resultsFirstPosted === undefined ? "No Results Available" : "Has Results",
  Conditions: list(trial.conditions),
  Interventions: list(trial.interventions.map(({ type, name }) => `${type}: ${name}`)),
  "Outcome Measures": list(trial.outcomes),
  "Sponsor/Collaborators": list(trial.sponsors.map(({ name }) => name)),
  Gender: trial.sex,
  Age: renderAge(trial.minimumAge, trial.maximumAge),
  Phases: list(trial.phases),
  Enrollment: trial.enrollment === undefined ? "" : String(trial.enrollment),
  "Funded Bys": list([...new Set(trial.sponsors.map(({ agencyClass }) => agencyClass))]),
  "Study Type": studyType(trial),
  "Study Designs": list(trial.designs.map(([key, value]) => `${key}: ${value}`)),
  "Other IDs": list(trial.otherIds),
  "Start Date": renderDate(trial.start),
  "Primary Completion Date": renderDate(trial.primaryCompletion),
  "Completion Date": renderDate(trial.completion),
  "First Posted": renderDate(trial.firstPosted),
  "Results First Posted": renderDate(trial.resultsFirstPosted),
  "Last Update Posted": renderDate(trial.lastUpdatePosted),
  Locations: list(trial.sites.map(site)),
  "Study Documents": documents(trial),
  URL: `https://ClinicalTrials.gov/show/${trial.nctId}`,
});
