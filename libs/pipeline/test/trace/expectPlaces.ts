import { createHash } from "node:crypto";
import { expect } from "vitest";
import type { TracedField, TrialTrace } from "../../src/index.ts";
import { byteOffsetOf, cellAt, offsetOf, type WalkedFile, walkFile, walkRecords } from "./csvWalk.ts";

/** A file as the test reads it by itself. */
export interface OriginalFile {
  readonly sha256: string;
  readonly delimiter: "," | "\t";
  readonly walked: WalkedFile;
  readonly headers: ReadonlyArray<string>;
  readonly records: ReturnType<typeof walkRecords>;
}

export const originalFile = (bytes: Buffer, delimiter: "," | "\t", isCarriageReturnBreak = false): OriginalFile => {
  const walked = walkFile(bytes, isCarriageReturnBreak);
  const [header, ...records] = walkRecords(walked, delimiter);
  return {
    sha256: createHash("sha256").update(bytes).digest("hex"),
    delimiter,
    walked,
    headers: header?.cells ?? [],
    records,
  };
};

/** Expects that a traced value stands in the original file where the trace says, to the letter, and is the cell of that trial. */
export const expectPlaces = (file: OriginalFile, trace: TrialTrace, traced: TracedField): void => {
  expect(trace.place.sha256).toBe(file.sha256);
  expect(trace.archive).toMatchObject({ status: "verified" });
  const record = file.records[trace.place.rowNumber - 1];
  expect(record?.cells).toContain(trace.nctId);
  expect(record?.start).toBe(offsetOf(file.walked, trace.place.lineNumber, 1));
  expect(trace.extent?.byteOffset).toBe(byteOffsetOf(file.walked, record?.start ?? -1));
  expect(traced.sources).not.toEqual([]);
  for (const { columnNumber, header, rawText, fileText, place } of traced.sources) {
    const cell = record?.cells[(columnNumber ?? 0) - 1];
    expect(header).toBe(file.headers[(columnNumber ?? 0) - 1]);
    const offset = offsetOf(file.walked, place?.lineNumber ?? 0, place?.column ?? 0);
    expect(place?.byteOffset).toBe(byteOffsetOf(file.walked, offset));
    const isQuoted = file.delimiter === "," && fileText?.startsWith('"') === true;
    const { text } = file.walked;
    if (traced.kind === "entry") {
      const position = Number(traced.field.split(".")[1]);
      expect(rawText).toBe(cell?.split("|")[position - 1]);
      const written = isQuoted ? (rawText ?? "").replaceAll('"', '""') : (rawText ?? "");
      const [before, after] = [text[offset - 1] ?? "", text[offset + written.length] ?? "end"];
      expect(text.slice(offset, offset + written.length)).toBe(written);
      expect(before).toBe(position > 1 ? "|" : isQuoted ? '"' : file.delimiter);
      expect(isQuoted ? ["|", '"'] : ["|", file.delimiter, "\r", "\n", "end"]).toContain(after);
    } else {
      expect(rawText).toBe(cell);
      expect(cellAt(file.walked, offset, file.delimiter)).toBe(cell);
      expect(text.startsWith(fileText ?? "?", offset - (isQuoted ? 1 : 0))).toBe(true);
    }
  }
};
