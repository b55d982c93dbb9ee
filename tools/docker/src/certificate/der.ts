/**
 * Encodes the ASN.1 values that a certificate consists of as DER: tag, length, content.
 *
 * Source   ITU-T X.690 (DER)
 */
const encode = (tag: number, content: Uint8Array): Buffer => {
  if (content.length < 0x80) return Buffer.concat([Uint8Array.of(tag, content.length), content]);
  const length = Buffer.from(content.length.toString(16).padStart(content.length > 0xff ? 4 : 2, "0"), "hex");
  if (content.length > 0xffff) throw new RangeError(`${content.length} bytes: expected at most 65535 in a certificate`);
  return Buffer.concat([Uint8Array.of(tag, 0x80 | length.length), length, content]);
};

/** Encodes an ordered list of values. */
export const sequence = (...items: ReadonlyArray<Uint8Array>): Buffer => encode(0x30, Buffer.concat(items));

/** Encodes a set of one value; more would have to be sorted. */
export const set = (item: Uint8Array): Buffer => encode(0x31, item);

/** Encodes an unsigned integer given as big-endian bytes. */
export const integer = (bytes: Uint8Array): Buffer => {
  const start = bytes.findIndex((byte) => byte !== 0);
  const minimal = start === -1 ? Uint8Array.of(0) : bytes.subarray(start);
  // A set first bit would make it negative.
  return encode(0x02, (minimal[0] ?? 0) & 0x80 ? Buffer.concat([Uint8Array.of(0), minimal]) : minimal);
};

/** Encodes true; false is every field's default here and so is left out. */
export const booleanTrue: Buffer = encode(0x01, Uint8Array.of(0xff));

/** Encodes an object identifier in dotted notation. */
export const objectIdentifier = (dotted: string): Buffer => {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  const base128 = (arc: number): ReadonlyArray<number> =>
    arc < 0x80 ? [arc] : [...base128(Math.floor(arc / 0x80)).map((byte) => byte | 0x80), arc % 0x80];
  return encode(0x06, Uint8Array.from([first * 40 + second, ...rest.flatMap(base128)]));
};

export const utf8String = (text: string): Buffer => encode(0x0c, Buffer.from(text, "utf8"));

export const octetString = (content: Uint8Array): Buffer => encode(0x04, content);

/** Encodes bits; `unusedBits` of the last byte do not count. */
export const bitString = (content: Uint8Array, unusedBits = 0): Buffer =>
  encode(0x03, Buffer.concat([Uint8Array.of(unusedBits), content]));

/** Encodes a time to the second: two digits for years before 2050, four from then on (RFC 5280, 4.1.2.5). */
export const time = (date: Date): Buffer => {
  const digits = `${date.toISOString().slice(0, 19).replaceAll(/[-:T]/g, "")}Z`;
  return date.getUTCFullYear() < 2050 ? encode(0x17, Buffer.from(digits.slice(2))) : encode(0x18, Buffer.from(digits));
};

/** Encodes a value under the context tag `number`: around it when it is explicit, in place of its tag when it is implicit. */
export const explicitTag = (number: number, item: Uint8Array): Buffer => encode(0xa0 | number, item);
export const implicitTag = (number: number, content: Uint8Array): Buffer => encode(0x80 | number, content);
