import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cutToWidth, displayWidth } from "../../src/render/displayWidth.ts";
import { renderTable } from "../../src/render/renderTable.ts";

describe("a table", () => {
  test("aligns by what is seen, not by code units", () => {
    expect(
      renderTable(
        [{ heading: "name" }, { heading: "n", isRight: true }],
        [
          ["日本", "1"],
          ["e\u0301t", "22"],
        ],
      ),
    ).toEqual(["name   n", "日本   1", "e\u0301t    22"]);
  });

  test("without headings has no head", () => {
    expect(renderTable([{ heading: "" }, { heading: "" }], [["a", "b"]])).toEqual(["a  b"]);
  });

  test("keeps every column at the same place, whatever the cells", () => {
    const cell = fc.string({ unit: "grapheme", maxLength: 12 }).map((text) => text.replaceAll(/\p{Cc}/gu, ""));
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, fc.constant("|")), { minLength: 1, maxLength: 8 }), (rows) => {
        const lines = renderTable([{ heading: "a" }, { heading: "b" }], rows).slice(1);
        const places = new Set(lines.map((line) => displayWidth(line.slice(0, line.lastIndexOf("|")))));
        expect(places.size).toBe(1);
      }),
    );
  });
});

describe("a cut text", () => {
  test("is never wider than asked and begins like the whole", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 0, max: 30 }), (text, width) => {
        const cut = cutToWidth(text, width);
        expect(displayWidth(cut)).toBeLessThanOrEqual(Math.max(width, 0));
        expect(cut === text || text.startsWith(cut.replace(/…$/, ""))).toBe(true);
      }),
    );
  });

  test("marks the cut, and only a cut", () => {
    expect([cutToWidth("abcdef", 6), cutToWidth("abcdefg", 6), cutToWidth("日本語", 4)]).toEqual([
      "abcdef",
      "abcde…",
      "日…",
    ]);
  });
});
