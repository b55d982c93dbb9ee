/** A file as a test reads it by itself: characters, and where each of its lines begins. */
export interface WalkedFile {
  /** The text without its byte order mark. */
  readonly text: string;
  readonly encoding: "utf8" | "utf16le" | "utf16be";
  readonly bomBytes: number;
  readonly isCarriageReturnBreak: boolean;
  /** Offsets in `text` at which the physical lines begin. */
  readonly lineStarts: ReadonlyArray<number>;
}

/** Opens the original bytes; knows UTF-8 and UTF-16 by the byte order mark and counts LF, CRLF and, if asked, lone CR. */
export const walkFile = (bytes: Buffer, isCarriageReturnBreak = false): WalkedFile => {
  const mark = bytes.toString("latin1", 0, 3);
  const [encoding, bomBytes] = mark.startsWith("\xff\xfe")
    ? (["utf16le", 2] as const)
    : mark.startsWith("\xfe\xff")
      ? (["utf16be", 2] as const)
      : (["utf8", mark === "\xef\xbb\xbf" ? 3 : 0] as const);
  const body = Buffer.from(bytes.subarray(bomBytes));
  const text =
    encoding === "utf8" ? body.toString("utf8") : (encoding === "utf16be" ? body.swap16() : body).toString("utf16le");
  const lineStarts = [0];
  const breaks = isCarriageReturnBreak ? /\r\n|\n|\r/g : /\n/g;
  for (const match of text.matchAll(breaks)) lineStarts.push(match.index + match[0].length);
  return { text, encoding, bomBytes, isCarriageReturnBreak, lineStarts };
};

/** The offset in the text of a line and a column, both from 1; columns count code points. */
export const offsetOf = (file: WalkedFile, line: number, column: number): number => {
  let offset = file.lineStarts[line - 1] ?? Number.NaN;
  for (let passed = 1; passed < column; passed++) offset += (file.text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  return offset;
};

/** The offset in the file's bytes of an offset in its text. */
export const byteOffsetOf = ({ text, encoding, bomBytes }: WalkedFile, offset: number): number =>
  bomBytes + (encoding === "utf8" ? Buffer.byteLength(text.slice(0, offset)) : offset * 2);

/** Whether a line ends at an offset outside of quotes: at LF, CRLF, the end of the file and, in such files, a lone CR. */
const endsLine = ({ text, isCarriageReturnBreak }: WalkedFile, at: number): boolean =>
  at >= text.length ||
  text[at] === "\n" ||
  (text[at] === "\r" && (isCarriageReturnBreak || text[at + 1] === "\n" || at + 1 === text.length));

/** Reads what stands from an offset to the end of the cell: quoted when a quote stands before it. */
export const cellAt = (file: WalkedFile, offset: number, delimiter: "," | "\t"): string => {
  const { text } = file;
  if (delimiter === "," && text[offset - 1] === '"') {
    let end = offset;
    while (end < text.length && !(text[end] === '"' && text[end + 1] !== '"')) end += text[end] === '"' ? 2 : 1;
    return text.slice(offset, end).replaceAll('""', '"');
  }
  let end = offset;
  while (text[end] !== delimiter && !endsLine(file, end)) end++;
  return text.slice(offset, end);
};

/**
 * Cuts the whole file into records of cells, one character at a time; each record with the offset of its first character.
 */
export const walkRecords = (
  file: WalkedFile,
  delimiter: "," | "\t",
): ReadonlyArray<{ readonly start: number; readonly cells: ReadonlyArray<string> }> => {
  const { text } = file;
  const records: Array<{ start: number; cells: Array<string> }> = [];
  let cells: Array<string> = [];
  let cell = "";
  let start = 0;
  let isOpen = false;
  const endRecord = (next: number) => {
    if (cells.length > 0 || cell !== "") records.push({ start, cells: [...cells, cell] });
    cells = [];
    cell = "";
    start = next;
  };
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (isOpen) {
      if (char !== '"') cell += char;
      else if (text[at + 1] === '"') cell += text[++at];
      else isOpen = false;
    } else if (char === '"' && delimiter === "," && cell === "") isOpen = true;
    else if (char === delimiter) {
      cells.push(cell);
      cell = "";
    } else if (endsLine(file, at)) {
      if (char === "\r" && text[at + 1] === "\n") at++;
      endRecord(at + 1);
    } else cell += char;
  }
  endRecord(text.length);
  return records;
};
