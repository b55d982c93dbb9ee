const quote = 0x22;
const comma = 0x2c;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Where the scan stands: at the start of a field, in a bare one, in a quoted one, or behind a quote that closed or doubled. */
type State = "start" | "bare" | "quoted" | "closed";

/**
 * Splits the bytes of a CSV file into its records, each with its line end, byte for byte.
 *
 * Knows quoted fields: a line break inside quotes does not end a record, and a quote opens a field at its start only.
 * Line ends are LF or CRLF. Holds no more than one unfinished record between two calls.
 */
export class RecordSplitter {
  #rest: Uint8Array = new Uint8Array(0);
  #state: State = "start";

  /** Takes the next bytes of the file and gives the records that they complete. */
  push(chunk: Uint8Array): ReadonlyArray<Uint8Array> {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const records: Array<Uint8Array> = [];
    let begin = 0;
    let state = this.#state;
    for (let place = this.#rest.length; place < bytes.length; place++) {
      const byte = bytes[place];
      if (state === "quoted") {
        if (byte === quote) state = "closed";
      } else if (byte === lineFeed) {
        records.push(bytes.subarray(begin, place + 1));
        begin = place + 1;
        state = "start";
      } else if (byte === comma) state = "start";
      else if (byte === quote && state !== "bare") state = "quoted";
      else if (byte !== carriageReturn || state !== "closed") state = "bare";
    }
    this.#rest = bytes.subarray(begin);
    this.#state = state;
    return records;
  }

  /**
   * Gives the last record when the file does not end with a line end.
   *
   * Errors   throws when the file ends inside a quoted field
   */
  finish(): ReadonlyArray<Uint8Array> {
    if (this.#state === "quoted") {
      throw new Error("The CSV file ends inside a quoted field; expected a closing double quote. Is the file cut off?");
    }
    return this.#rest.length === 0 ? [] : [this.#rest];
  }
}
