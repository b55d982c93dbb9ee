import fc from "fast-check";
import { expect, test } from "vitest";
import { RecordScanner } from "../../src/read/RecordScanner.ts";
import type { RecordSyntax } from "../../src/read/RecordSyntax.ts";
import { commas, commasCr, tabs } from "./frameAll.ts";

/** What a scan of a whole text finds, told by looking at each of its bytes. */
const scanByteByByte = (bytes: Buffer, { delimiter, isQuoted, isCarriageReturnBreak }: RecordSyntax, limit: number) => {
  let state: "start" | "unquoted" | "quoted" | "afterQuote" = "start";
  const cellEnds: Array<number> = [];
  let innerLines = 0;
  let hasEscapedQuote = false;
  const found = (status: string, contentEnd = -1, nextStart = -1) => ({
    status,
    contentEnd,
    nextStart,
    innerLines,
    hasEscapedQuote,
    cellEnds: status === "record" ? [...cellEnds, contentEnd] : [],
  });
  for (let at = 0; at < bytes.length; at++) {
    const character = String.fromCharCode(bytes[at] ?? 0);
    const next = String.fromCharCode(bytes[at + 1] ?? 0);
    const isLineEnd =
      character === "\n" || (character === "\r" && (next === "\n" || at + 1 === bytes.length || isCarriageReturnBreak));
    if (at === limit && (state === "quoted" || (character !== "\n" && character !== "\r"))) return found("too_long");
    if (state === "quoted") {
      if (character === '"') state = "afterQuote";
      else if (character === "\n" || (character === "\r" && isCarriageReturnBreak && next !== "\n")) innerLines++;
    } else if (character === String.fromCharCode(delimiter)) {
      cellEnds.push(at);
      state = "start";
    } else if (character === '"' && isQuoted) {
      if (state === "unquoted") return found("stray_quote");
      if (state === "afterQuote") hasEscapedQuote = true;
      state = "quoted";
    } else if (isLineEnd) {
      return found("record", at, character === "\r" && next === "\n" ? at + 2 : at + 1);
    } else if (state === "afterQuote") {
      return found("stray_quote");
    } else if (at === limit) {
      return found("too_long");
    } else {
      state = "unquoted";
    }
  }
  return state === "quoted" ? found("unterminated_quote") : found("record", bytes.length, bytes.length);
};

const garbage = fc
  .array(fc.constantFrom('"', '""', ",", "\t", "\n", "\r", "\r\n", "x", "xyz", " ", "é", '","', '"\n'), {
    maxLength: 30,
  })
  .map((parts) => Buffer.from(parts.join("")));

test("a scan that skips from mark to mark finds what a look at each byte finds, however the bytes come in", () => {
  fc.assert(
    fc.property(
      garbage,
      fc.constantFrom<RecordSyntax>(commas, commasCr, tabs, { ...tabs, isCarriageReturnBreak: true }),
      fc.constantFrom(1, 2, 3, 5, 20, 1_000),
      fc.array(fc.nat(60), { maxLength: 4 }),
      (bytes, syntax, limit, cuts) => {
        const expected = scanByteByByte(bytes, syntax, limit);
        const scanner = new RecordScanner(syntax, limit, 100);
        scanner.begin(0);
        const ends = [...cuts.filter((cut) => cut < bytes.length).toSorted((a, b) => a - b), bytes.length];
        let status = "more";
        for (const end of ends) {
          // Another buffer each time, as when chunks are joined.
          status = scanner.scan(Buffer.from(bytes.subarray(0, end)), end === bytes.length);
          if (status !== "more") break;
        }
        const isRecord = status === "record";
        expect({
          status,
          contentEnd: isRecord ? scanner.contentEnd : -1,
          nextStart: isRecord ? scanner.nextStart : -1,
          innerLines: isRecord ? scanner.innerLineCount : expected.innerLines,
          hasEscapedQuote: isRecord ? scanner.hasEscapedQuote : expected.hasEscapedQuote,
          cellEnds: isRecord ? [...scanner.cellEnds.subarray(0, scanner.cellCount)] : [],
        }).toEqual(expected);
      },
    ),
    { numRuns: 20_000 },
  );
});
