const HASH_BYTES = 32;
const ENTRY_BYTES = HASH_BYTES + 8;

/**
 * Finds record versions by their row hash: those of the content that a file follows, so that only what is new goes to the server.
 *
 * Memory   40 bytes for each version and six to twelve for the table: no strings and no objects, whatever their number
 */
export class KnownVersions {
  /** Of each version its hash and then its record id, as a 64-bit integer. */
  readonly #entries: Buffer;
  /** Numbers of entries plus one, by the first bytes of their hash; 0 is a free place. */
  readonly #places: Int32Array;
  readonly #wanted = Buffer.alloc(HASH_BYTES);

  constructor(entries: Buffer) {
    this.#entries = entries;
    const count = entries.length / ENTRY_BYTES;
    let size = 16;
    while (size < count * 1.5) size *= 2;
    this.#places = new Int32Array(size);
    for (let entry = 0; entry < count; entry++) {
      let place = this.#firstPlace(entries, entry * ENTRY_BYTES);
      while (this.#places[place] !== 0) place = (place + 1) & (size - 1);
      this.#places[place] = entry + 1;
    }
  }

  /** Returns the id of the record with a hash, given in hexadecimal digits. */
  find(hash: string): number | undefined {
    const { length } = this.#places;
    if (this.#entries.length === 0) return undefined;
    this.#wanted.write(hash, "hex");
    for (let place = this.#firstPlace(this.#wanted, 0); ; place = (place + 1) & (length - 1)) {
      const entry = this.#places[place] ?? 0;
      if (entry === 0) return undefined;
      const start = (entry - 1) * ENTRY_BYTES;
      if (this.#wanted.compare(this.#entries, start, start + HASH_BYTES) === 0) {
        return Number(this.#entries.readBigInt64BE(start + HASH_BYTES));
      }
    }
  }

  #firstPlace(bytes: Buffer, start: number): number {
    return bytes.readUInt32BE(start) & (this.#places.length - 1);
  }
}
