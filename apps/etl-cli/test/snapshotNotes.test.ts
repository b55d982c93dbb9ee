import { snapshotRange } from "@trialflow/pipeline";
import { expect, test } from "vitest";
import { snapshotNotes } from "../src/document/snapshotNotes.ts";

const days = ["2020-04-06", "2020-04-08", "2020-05-01"];
const notes = (from: string, to: string, published: ReadonlyArray<string> = days) =>
  snapshotNotes({ from, to }, snapshotRange(published, { from, to }));

test("two days with a snapshot to start from and one to compare need no word", () => {
  expect(notes("2020-04-06", "2020-04-08")).toEqual([]);
  expect(notes("2020-04-07", "2020-12-31")).toEqual([]);
});

test("a start before the first snapshot says that all of it counts as appeared", () => {
  expect(notes("2020-04-05", "2020-05-01")).toEqual([
    "No snapshot is of 2020-04-05 or before: every trial of the first one, of 2020-04-06, counts as appeared. There are 3 snapshots, from 2020-04-06 to 2020-05-01.",
  ]);
});

test("days without a snapshot between them name the neighbours", () => {
  expect(notes("2020-04-08", "2020-04-30")).toEqual([
    "No snapshot lies after 2020-04-08 up to 2020-04-30, so no change is known: the last one before is of 2020-04-08, the next one is of 2020-05-01. There are 3 snapshots, from 2020-04-06 to 2020-05-01.",
  ]);
  expect(notes("2021-01-01", "2021-02-01")[0]).toContain("no change is known: the last one before is of 2020-05-01.");
  expect(notes("2019-01-01", "2019-02-01")[0]).toContain("no change is known: the next one is of 2020-04-06.");
  expect(notes("2019-01-01", "2019-02-01", ["2020-04-06"])[0]).toMatch(/The only snapshot is of 2020-04-06\.$/);
});

test("without any snapshot there is nothing to compare", () => {
  expect(notes("2020-04-06", "2020-04-08", [])).toEqual([
    "Nothing is published yet. Load a snapshot first: trialflow run",
  ]);
});
