import fc from "fast-check";
import { parseString } from "fast-csv";
import { describe, expect, test } from "vitest";
import { renderCsvResult, renderJsonResult, renderTableResult } from "../../src/render/renderResult.ts";

const readCsv = (text: string) =>
  new Promise<ReadonlyArray<ReadonlyArray<string>>>((resolve, reject) => {
    const rows: Array<ReadonlyArray<string>> = [];
    parseString(text, { ignoreEmpty: false })
      .on("data", (row: ReadonlyArray<string>) => rows.push(row))
      .on("error", reject)
      .on("end", () => resolve(rows));
  });

describe("rows as CSV", () => {
  test("are read back by a CSV reader as they were", async () => {
    const cell = fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom('"', ",", "\n", "\r\n", " a ", "é", ""));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1 }), async (rows) => {
        const columns = ["first column", 'the "second"'];
        expect(await readCsv(renderCsvResult({ columns, rows }))).toEqual([columns, ...rows]);
      }),
    );
  });

  test("tell null from an empty text and write other values as PostgreSQL does", () => {
    const rows = [[null, "", true, new Uint8Array([0, 255]), { a: 1 }, [1, 2]]];
    expect(renderCsvResult({ columns: ["a", "b", "c", "d", "e", "f"], rows })).toBe(
      'a,b,c,d,e,f\n,"",true,\\x00ff,"{""a"":1}","[1,2]"',
    );
  });
});

describe("rows as JSON", () => {
  test("are objects in the order of the columns, a repeated name numbered", () => {
    const text = renderJsonResult({
      columns: ["n", "n", "t"],
      rows: [
        [1, null, "x"],
        [2, 3n, new Uint8Array([1])],
      ],
    });
    expect(JSON.parse(text)).toEqual([
      { n: 1, n_2: null, t: "x" },
      { n: 2, n_2: "3", t: "\\x01" },
    ]);
  });

  test("are an empty array where there are none", () => {
    expect(JSON.parse(renderJsonResult({ columns: ["a"], rows: [] }))).toEqual([]);
  });
});

describe("rows as a table", () => {
  test("have numbers at the right, null as ∅, long cells cut, and a count", () => {
    expect(
      renderTableResult({
        columns: ["id", "title"],
        rows: [
          ["7", "x".repeat(100)],
          ["12.5", null],
        ],
      }).split("\n"),
    ).toEqual(["  id  title", `   7  ${"x".repeat(59)}…`, "12.5  ∅", "(2 rows)"]);
  });

  test("cannot break the layout or steer the terminal", () => {
    expect(renderTableResult({ columns: ["a\u001b[2J"], rows: [["b\nc"]] })).toBe("a\\x1b[2J\nb\\nc\n(1 row)");
  });
});
