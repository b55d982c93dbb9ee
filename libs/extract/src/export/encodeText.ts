/** The character that marks the byte order at the start of a file. */
const MARK = "\ufeff";

/** Turns UTF-8 into a file's own encoding. */
export const encodeText = (utf8: Buffer, encoding: string): Buffer => {
  if (encoding === "utf-8") return utf8;
  const utf16 = Buffer.from(utf8.toString("utf8"), "utf16le");
  return encoding === "utf-16be" ? utf16.swap16() : utf16;
};

/** Gives the byte order mark with which a file begins, if it has one. */
export const byteOrderMark = ({
  encoding,
  has_bom,
}: {
  readonly encoding: string;
  readonly has_bom: boolean;
}): Buffer => (has_bom ? encodeText(Buffer.from(MARK), encoding) : Buffer.alloc(0));
