import { inMonth, onDay } from "../registryDate.ts";
import type { Oddity } from "./Oddity.ts";

const withResults = (month: number): Oddity => ({
  name: "results with their date",
  plan: { studyType: "Interventional", status: "Completed" },
  apply: () => ({
    start: onDay(2020, month, 2),
    primaryCompletion: onDay(2020, month, 29),
    completion: onDay(2020, month + 1, 9),
    firstPosted: onDay(2020, month, 5),
    resultsFirstPosted: onDay(2020, month + 3, 14),
    lastUpdatePosted: onDay(2020, month + 3, 20),
  }),
});

/** Dates far out, missing, blurred or surprising, each of them allowed. */
export const dateOddities: ReadonlyArray<Oddity> = [
  {
    name: "completion in 2099",
    plan: { studyType: "Observational", status: "Recruiting" },
    apply: () => ({
      start: onDay(2020, 4, 6),
      primaryCompletion: onDay(2099, 12, 31),
      completion: onDay(2099, 12, 31),
      firstPosted: onDay(2020, 4, 9),
      lastUpdatePosted: onDay(2020, 6, 18),
    }),
  },
  {
    name: "completion decades ahead, month alone",
    plan: { studyType: "Observational", status: "Not yet recruiting" },
    apply: () => ({
      start: inMonth(2020, 9),
      primaryCompletion: inMonth(2035, 6),
      completion: inMonth(2041, 12),
      firstPosted: onDay(2020, 7, 27),
      lastUpdatePosted: onDay(2020, 7, 27),
    }),
  },
  {
    name: "start in 1998",
    plan: { studyType: "Observational", status: "Completed" },
    apply: () => ({
      start: onDay(1998, 1, 12),
      primaryCompletion: onDay(2016, 6, 30),
      completion: onDay(2020, 2, 28),
      firstPosted: onDay(2020, 5, 8),
      lastUpdatePosted: onDay(2020, 5, 8),
    }),
  },
  {
    name: "start without any completion date",
    plan: { studyType: "Observational", status: "Recruiting" },
    apply: () => ({
      start: onDay(2012, 3, 7),
      primaryCompletion: undefined,
      completion: undefined,
      firstPosted: onDay(2018, 11, 6),
      lastUpdatePosted: onDay(2020, 4, 30),
    }),
  },
  {
    name: "all dates in one month without a day",
    plan: { studyType: "Observational", status: "Recruiting" },
    apply: () => ({
      start: inMonth(2020, 7),
      primaryCompletion: inMonth(2020, 7),
      completion: inMonth(2020, 7),
      firstPosted: onDay(2020, 7, 3),
      lastUpdatePosted: onDay(2020, 7, 3),
    }),
  },
  {
    name: "start, completion and posting on one day",
    plan: { studyType: "Observational", status: "Completed" },
    apply: () => ({
      start: onDay(2020, 5, 4),
      primaryCompletion: onDay(2020, 5, 4),
      completion: onDay(2020, 5, 4),
      firstPosted: onDay(2020, 5, 4),
      lastUpdatePosted: onDay(2020, 5, 4),
    }),
  },
  {
    name: "leap day",
    plan: { studyType: "Interventional", status: "Recruiting" },
    apply: () => ({
      start: onDay(2020, 2, 29),
      primaryCompletion: onDay(2020, 12, 31),
      completion: onDay(2024, 2, 29),
      firstPosted: onDay(2020, 2, 29),
      lastUpdatePosted: onDay(2020, 8, 1),
    }),
  },
  {
    name: "not yet recruiting although the start is past",
    plan: { studyType: "Interventional", status: "Not yet recruiting" },
    apply: () => ({
      start: onDay(2020, 4, 1),
      primaryCompletion: onDay(2020, 9, 1),
      completion: inMonth(2020, 10),
      firstPosted: onDay(2020, 3, 27),
      lastUpdatePosted: onDay(2020, 4, 24),
    }),
  },
  withResults(2),
  withResults(3),
  withResults(4),
  withResults(5),
];
