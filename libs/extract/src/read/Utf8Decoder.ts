import type { FileEncoding } from "./FileDialect.ts";

/** Turns a file's bytes into UTF-8, chunk by chunk; throws a `TypeError` at bytes that UTF-16 does not allow. */
export interface Utf8Decoder {
  readonly decode: (bytes: Buffer) => Buffer;
  /** Returns what remained, and throws when the file ends inside a character. */
  readonly end: () => Buffer;
}

/**
 * Makes the decoder of an encoding. UTF-8 passes unchanged: whether it is valid is judged row by row, so that one bad
 * row does not cost the file.
 */
export const makeUtf8Decoder = (encoding: FileEncoding): Utf8Decoder => {
  if (encoding === "utf-8") return { decode: (bytes) => bytes, end: () => Buffer.alloc(0) };
  // The byte order mark was taken off before; another U+FEFF is a character.
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  return {
    decode: (bytes) => Buffer.from(decoder.decode(bytes, { stream: true })),
    end: () => Buffer.from(decoder.decode()),
  };
};
