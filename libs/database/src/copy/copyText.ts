/** What a COPY row may hold. An array becomes a PostgreSQL array, bytes a bytea. */
export type CopyValue = string | number | boolean | null | Uint8Array | ReadonlyArray<string>;

const hasSpecial = /[\\\n\r\t]/;
const special = /[\\\n\r\t]/g;
const escapes: Record<string, string> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

// Few texts need it, and a test costs half of a replacement that finds nothing.
const escaped = (text: string): string =>
  hasSpecial.test(text) ? text.replace(special, (character) => escapes[character] ?? character) : text;

const arrayLiteral = (values: ReadonlyArray<string>): string =>
  `{${values.map((value) => `"${value.replace(/["\\]/g, (character) => `\\${character}`)}"`).join(",")}}`;

const cell = (value: CopyValue): string => {
  if (value === null) return "\\N";
  if (typeof value === "string") return escaped(value);
  if (typeof value === "boolean") return value ? "t" : "f";
  if (typeof value === "number") return String(value);
  if (value instanceof Uint8Array) return `\\\\x${Buffer.from(value).toString("hex")}`;
  return escaped(arrayLiteral(value));
};

/**
 * Encodes rows in PostgreSQL's COPY text format.
 *
 * Source   PostgreSQL documentation, COPY, "Text Format"
 */
export const copyText = (rows: ReadonlyArray<ReadonlyArray<CopyValue>>): string => {
  let text = "";
  for (const row of rows) {
    for (let index = 0; index < row.length; index++) {
      if (index > 0) text += "\t";
      text += cell(row[index] ?? null);
    }
    text += "\n";
  }
  return text;
};
