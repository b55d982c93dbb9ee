import { describe, expect, test } from "vitest";
import { commasCr, frameAll, outline, tabs } from "./frameAll.ts";

const details = (text: string, options = {}) =>
  frameAll(text, options).records.flatMap((record) => (record.kind === "break" ? [record.detail] : []));

describe("sound files", () => {
  test("records have their physical line numbers, across quoted line ends", () => {
    expect(outline('a,b,c\n1,"x\ny\r\nz",3\n4,"",6\n')).toEqual([
      '1 header "a,b,c"',
      '2-4 row "1,\\"x\\ny\\r\\nz\\",3"',
      '5 row "4,\\"\\",6"',
    ]);
  });

  test("a last line without a line end is a row", () => {
    expect(outline("a,b,c\n1,2,3")).toEqual(['1 header "a,b,c"', '2 row "1,2,3"']);
    expect(outline('a,b,c\n1,2,"3"')).toEqual(['1 header "a,b,c"', '2 row "1,2,\\"3\\""']);
    expect(outline("a,b,c\n1,2,")).toEqual(['1 header "a,b,c"', '2 row "1,2,"']);
  });

  test("a last line end that was cut after its CR is a line end", () => {
    expect(outline('a,b,c\r\n1,2,"3"\r')).toEqual(['1 header "a,b,c"', '2 row "1,2,\\"3\\""']);
  });

  test("LF and CRLF may be mixed and are counted apart", () => {
    const { records, framer } = frameAll("a,b,c\r\n1,2,3\n4,5,6\r\n");
    expect(records.map((record) => record.kind)).toEqual(["header", "row", "row"]);
    expect(framer.terminators).toEqual({ lf: 1, crlf: 2, cr: 0, none: 0 });
  });

  test("a lone CR is a character where LF ends lines", () => {
    expect(outline("a,b,c\n1,x\ry,3\n")).toEqual(['1 header "a,b,c"', '2 row "1,x\\ry,3"']);
    expect(outline("a,b,c\n1,2,3\r\r\n")).toEqual(['1 header "a,b,c"', '2 row "1,2,3\\r"']);
  });

  test("a file whose lines end with CR is read like any other", () => {
    expect(outline('a,b,c\r1,"x\ry",3\r\r4,5,6\r', { syntax: commasCr })).toEqual([
      '1 header "a,b,c"',
      '2-3 row "1,\\"x\\ry\\",3"',
      '5 row "4,5,6"',
    ]);
  });

  test("blank lines are counted and are no rows", () => {
    const { records, framer } = frameAll("\na,b,c\r\n\r\n1,2,3\n\n\n");
    expect(records.map((record) => [record.kind, record.lineNumber])).toEqual([
      ["header", 2],
      ["row", 4],
    ]);
    expect([framer.blankLineCount, framer.lineCount]).toEqual([4, 6]);
  });

  test("in a tab file a quote is a character", () => {
    expect(outline('a\tb\tc\n"1\t2"x\t"\n', { syntax: tabs })).toEqual([
      '1 header "a\\tb\\tc"',
      '2 row "\\"1\\t2\\"x\\t\\""',
    ]);
  });

  test("a record of exactly the greatest length is a row, with any line end", () => {
    for (const end of ["\n", "\r\n", ""]) {
      expect(outline(`a,b,c\n1,2,3${end}`, { maxRecordBytes: 5 })).toEqual(['1 header "a,b,c"', '2 row "1,2,3"']);
    }
  });
});

describe("broken lines", () => {
  test("a line with too few or too many cells is set aside with both numbers", () => {
    expect(outline("a,b,c\n1,2\n1,2,3,4\n1\n1,2,3\n")).toEqual([
      '1 header "a,b,c"',
      '2 too_few_cells "1,2"',
      '3 too_many_cells "1,2,3,4"',
      '4 too_few_cells "1"',
      '5 row "1,2,3"',
    ]);
    expect(details("a,b,c\n1,2\n1,2,3,4\n1\n")).toEqual([
      "found 2 cells, expected 3",
      "found 4 cells, expected 3",
      "found 1 cell, expected 3",
    ]);
  });

  test("a stray quote costs its own line only", () => {
    for (const line of ['1,x"y,3', '1,"x"y,3', '1, "x",3', '1,"x" ,3', '1,2,"3"\r4']) {
      expect(outline(`a,b,c\n${line}\n4,5,6\n`)).toEqual([
        '1 header "a,b,c"',
        `2 stray_quote ${JSON.stringify(line)}`,
        '3 row "4,5,6"',
      ]);
    }
    expect(details('a,b,c\n1,x"y,3\n')).toEqual([
      "found a quote inside cell 2, expected quotes around a whole cell only, and doubled within it",
    ]);
  });

  test("a quote that is never closed costs its own line only, at the end of the file and in its middle", () => {
    expect(outline('a,b,c\n1,"x,3\n4,5,6\n7,8,9')).toEqual([
      '1 header "a,b,c"',
      '2 unterminated_quote "1,\\"x,3"',
      '3 row "4,5,6"',
      '4 row "7,8,9"',
    ]);
    expect(outline('a,b,c\n1,"x,3\n4,"5",6\n7,8,9\n')).toEqual([
      '1 header "a,b,c"',
      '2 unterminated_quote "1,\\"x,3"',
      '3 row "4,\\"5\\",6"',
      '4 row "7,8,9"',
    ]);
    expect(outline('a,b,c\n1,2,3\n4,5,"6')).toEqual([
      '1 header "a,b,c"',
      '2 row "1,2,3"',
      '3 unterminated_quote "4,5,\\"6"',
    ]);
  });

  test("a quote whose closing one swallowed whole rows costs its own line and gives the rows back", () => {
    expect(outline('a,b,c\n1,"x,3\n4,5,6\n7,",9,10\n11,12,13\n')).toEqual([
      '1 header "a,b,c"',
      '2 unterminated_quote "1,\\"x,3"',
      '3 row "4,5,6"',
      '4 unterminated_quote "7,\\",9,10"',
      '5 row "11,12,13"',
    ]);
  });

  test("a row over several lines with a wrong number of cells stays in one piece", () => {
    expect(outline('a,b,c\n1,"x\ny\nz",3,4\n5,6,7\n')).toEqual([
      '1 header "a,b,c"',
      '2-4 too_many_cells "1,\\"x\\ny\\nz\\",3,4"',
      '5 row "5,6,7"',
    ]);
  });

  test("neighbouring broken lines are set aside one by one", () => {
    expect(outline('a,b,c\nx"\ny"\n"z\n1,2,3\n')).toEqual([
      '1 header "a,b,c"',
      '2 stray_quote "x\\""',
      '3 stray_quote "y\\""',
      '4 unterminated_quote "\\"z"',
      '5 row "1,2,3"',
    ]);
  });

  test("a line over the limit keeps its head, and the next line is a row", () => {
    const line = `1,"${"x".repeat(300_000)}",3`;
    for (const chunkBytes of [1 << 20, 1_000]) {
      const { records } = frameAll(`a,b,c\n${line}\r\n4,5,6\n`, { maxRecordBytes: 100_000, chunkBytes });
      expect(records.map((record) => record.kind)).toEqual(["header", "break", "row"]);
      expect(records[1]).toMatchObject({ reason: "record_too_large", lineNumber: 2, lineCount: 1, isComplete: false });
      expect(records[1]?.bytes.toString()).toBe(line.slice(0, 65_536));
      expect(records[1]).toHaveProperty("detail", `found ${line.length} bytes in one record, expected at most 100000`);
    }
  });

  test("a lone CR at the limit does not end a record", () => {
    expect(outline("a,b,c\nx,xxx\rx\n1,2,3\n", { maxRecordBytes: 5 })).toEqual([
      '1 header "a,b,c"',
      '2 record_too_large "x,xxx"',
      '3 row "1,2,3"',
    ]);
  });

  test("a row over several lines that passes the limit is read afresh from its second line", () => {
    const text = `a,b,c\n1,"${"x\n".repeat(50)}4,5,6\n`;
    const shown = outline(text, { maxRecordBytes: 20 });
    expect(shown.slice(0, 3)).toEqual(['1 header "a,b,c"', '2 unterminated_quote "1,\\"x"', '3 too_few_cells "x"']);
    expect(shown.at(-1)).toBe('52 row "4,5,6"');
    expect(details(text, { maxRecordBytes: 20 })[0]).toContain("for more than 20 bytes");
  });
});
