const escapes = /\\(.)/gs;
const meanings: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };

const cellOf = (text: string): string | null =>
  text === "\\N" ? null : text.replace(escapes, (_, letter: string) => meanings[letter] ?? letter);

/**
 * Splits one line of COPY's text format, without its line end, into its cells; NULL is `null`.
 *
 * Source   PostgreSQL documentation, COPY, "Text Format", as COPY TO writes it
 */
export const readCopyLine = (line: string): ReadonlyArray<string | null> => {
  const cells = line.split("\t");
  return line.includes("\\") ? cells.map(cellOf) : cells;
};
