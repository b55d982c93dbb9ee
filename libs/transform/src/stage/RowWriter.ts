/** What a cell may hold; an array becomes a PostgreSQL array, and what is not there NULL. */
type Cell = string | number | boolean | ReadonlyArray<string> | null | undefined;

const hasSpecial = /[\\\n\r\t]/;
const special = /[\\\n\r\t]/g;
const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

const escaped = (text: string): string =>
  hasSpecial.test(text) ? text.replace(special, (character) => escapes[character] ?? character) : text;

const arrayLiteral = (values: ReadonlyArray<string>): string =>
  `{${values.map((value) => `"${value.replace(/["\\]/g, (character) => `\\${character}`)}"`).join(",")}}`;

const cellText = (value: Cell, isPlain: boolean): string => {
  if (typeof value === "string") return isPlain ? value : escaped(value);
  if (value === null || value === undefined) return "\\N";
  if (typeof value === "boolean") return value ? "t" : "f";
  return typeof value === "number" ? String(value) : escaped(arrayLiteral(value));
};

/**
 * Texts are gathered up to this length before they become bytes: short-lived strings cost the garbage collector nothing. No longer, because one
 * character beyond Latin-1 makes all that is gathered with it slower.
 */
const gatheredLength = 2048;

/** Writes rows, as Drizzle's insert type has them, to bytes in COPY's text format. */
export class RowWriter<Row extends object> {
  readonly #keys: ReadonlyArray<string>;
  readonly #cells: Array<string> = [];
  #text = "";
  #bytes = Buffer.allocUnsafeSlow(1 << 16);
  #size = 0;

  /** The properties of a row that become its cells, in the order of the columns. */
  constructor(keys: ReadonlyArray<keyof Row & string>) {
    this.#keys = keys;
  }

  /** Writes a row; `isPlain` promises that none of its texts holds a backslash, tab or line break, so that they need no look. */
  add(row: Row, isPlain = false): void {
    const values = row as Readonly<Record<string, Cell>>;
    const keys = this.#keys;
    const cells = this.#cells;
    for (let index = 0; index < keys.length; index += 1)
      cells[index] = cellText(values[keys[index] as string], isPlain);
    this.#text += `${cells.join("\t")}\n`;
    if (this.#text.length >= gatheredLength) this.#flush();
  }

  /** Gives what has been written since the last time, in memory of its own. */
  take(): Uint8Array<ArrayBuffer> {
    this.#flush();
    const taken = new Uint8Array(this.#bytes.subarray(0, this.#size));
    this.#size = 0;
    return taken;
  }

  #flush(): void {
    // A UTF-16 unit is at most three bytes of UTF-8.
    const needed = this.#size + this.#text.length * 3;
    if (needed > this.#bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.#bytes.length * 2));
      this.#bytes.copy(larger, 0, 0, this.#size);
      this.#bytes = larger;
    }
    this.#size += this.#bytes.write(this.#text, this.#size, "utf8");
    this.#text = "";
  }
}
