import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseTable } from "../../src/acquire/chooseTable.ts";

const preferred = "COVID clinical trials.csv";

describe("chooseTable", () => {
  it.each([
    ["the only CSV file", ["readme.md", "trials.CSV", "studies/NCT01.xml"], "trials.CSV"],
    [
      "the file of the preferred name among several",
      ["a.csv", "data/covid clinical trials.csv", "b.csv"],
      "data/covid clinical trials.csv",
    ],
    ["a TSV file where there is no CSV file", ["notes.md", "trials.tsv"], "trials.tsv"],
    ["the CSV file next to a text file", ["notes.txt", "trials.csv"], "trials.csv"],
    [
      "the file and not the shadow that macOS adds",
      ["trials.csv", "__MACOSX/._trials.csv", "._trials.csv"],
      "trials.csv",
    ],
  ])("takes %s", (_, names, name) => {
    expect(chooseTable(names, preferred)).toEqual({ _tag: "Chosen", name });
  });

  it.each([
    ["nothing", [], 0],
    ["no table", ["a.xml", "csv/"], 0],
    ["two CSV files", ["a.csv", "b.csv"], 2],
    ["the preferred name twice", [`x/${preferred}`, `y/${preferred}`], 2],
    ["two TSV files", ["a.tsv", "b.txt"], 2],
    ["a folder that ends like a table", ["trials.csv/"], 0],
  ])("takes none from a zip file with %s", (_, names, tableCount) => {
    expect(chooseTable(names, preferred)).toEqual({ _tag: "Unclear", tableCount });
  });

  it("only ever takes a name that is there", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("a.csv", "b.csv", "c.tsv", "d.txt", "e.xml", ".f.csv", "g/", preferred)),
        (names) => {
          const choice = chooseTable(names, preferred);
          if (choice._tag === "Chosen") expect(names).toContain(choice.name);
        },
      ),
    );
  });
});
