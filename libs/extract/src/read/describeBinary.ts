const signatures: ReadonlyArray<readonly [string, string]> = [
  ["\x89PNG\r\n\x1a\n", "a PNG image"],
  ["\xff\xd8\xff", "a JPEG image"],
  ["GIF8", "a GIF image"],
  ["\x7fELF", "a program (ELF)"],
  ["PK\x03\x04", "a ZIP archive or an Office document (xlsx)"],
  ["PK\x05\x06", "an empty ZIP archive"],
  ["\x1f\x8b", "a gzip archive"],
  ["BZh91AY&SY", "a bzip2 archive"],
  ["\xfd7zXZ\0", "an xz archive"],
  ["7z\xbc\xaf\x27\x1c", "a 7z archive"],
  ["Rar!\x1a\x07", "a RAR archive"],
  ["\x28\xb5\x2f\xfd", "a Zstandard archive"],
  ["\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (xls)"],
  ["%PDF-", "a PDF document"],
  ["SQLite format 3\0", "a SQLite database"],
  ["PAR1\x15", "a Parquet file"],
];

/** Share of control characters above which bytes are no text. Random bytes have 11 %, text has none. */
const MAX_CONTROL_SHARE = 0.05;

/** Tells what kind of binary data a file's first bytes are; undefined when they look like text in UTF-8 or a like encoding. */
export const describeBinary = (sample: Buffer): string | undefined => {
  const head = sample.toString("latin1", 0, 16);
  const signature = signatures.find(([bytes]) => head.startsWith(bytes));
  if (signature !== undefined) return signature[1];

  const controlCount = countControls(sample);
  if (controlCount > sample.length * MAX_CONTROL_SHARE) {
    return `binary data (${controlCount} control characters in the first ${sample.length} bytes)`;
  }
  const firstLine = /[^\r\n]+/.exec(sample.toString("latin1"))?.[0] ?? "";
  return countControls(Buffer.from(firstLine, "latin1")) > 0
    ? "binary data (control characters in its first line)"
    : undefined;
};

const countControls = (bytes: Buffer): number => {
  let count = 0;
  for (const byte of bytes) if (byte < 0x09 || (byte > 0x0d && byte < 0x20)) count++;
  return count;
};
