/**
 * Tells a zip file by its first bytes: a local file header, or the end record with which an empty zip file begins.
 *
 * Source   APPNOTE.TXT 6.3.10, 4.3.7 and 4.3.16
 */
export const isZip = (head: Uint8Array): boolean =>
  head[0] === 0x50 && head[1] === 0x4b && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6));
