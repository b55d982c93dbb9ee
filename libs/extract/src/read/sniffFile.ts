import type { SourceFormat } from "@trialflow/schema";
import { Result } from "effect";
import type { FileDialect } from "./FileDialect.ts";
import { Framer } from "./Framer.ts";
import { lineEndingOf } from "./lineEndingOf.ts";
import { type HeaderMatch, matchHeader } from "./matchHeader.ts";
import { EmptyFile, InvalidEncoding, type ReadReason, UnknownDialect, UnsupportedEncoding } from "./ReadReason.ts";
import { type RecordSyntax, TAB } from "./RecordSyntax.ts";
import { headersOf } from "./resemblance.ts";
import { type SniffedHeader, sniffDelimiter } from "./sniffDelimiter.ts";
import { type SniffedEncoding, sniffEncoding } from "./sniffEncoding.ts";
import { makeUtf8Decoder } from "./Utf8Decoder.ts";
import { indexOfInvalidUtf8 } from "./utf8.ts";

/** How many of a file's first bytes decide how it is read. */
export const SAMPLE_BYTES = 65_536;

/** Everything the reader must know before the first row. */
export interface SniffedFile extends HeaderMatch {
  readonly dialect: FileDialect;
  readonly syntax: RecordSyntax;
  readonly bomBytes: number;
}

/** A file's first bytes, at most `SAMPLE_BYTES`. */
export interface FileSample {
  readonly path: string;
  readonly bytes: Buffer;
  readonly sizeBytes: number;
}

/** Decides by a file's first bytes how it is written, and whether it is a file of the format. */
export const sniffFile = (sample: FileSample, format: SourceFormat): Result.Result<SniffedFile, ReadReason> =>
  Result.gen(function* () {
    const { path, sizeBytes } = sample;
    const isWhole = sample.bytes.length >= sizeBytes;
    const { encoding, bomBytes } = yield* sniffEncoding(path, sample.bytes);
    const text = yield* decodeSample(sample, { encoding, bomBytes }, isWhole);
    if (isWhole && /^[\r\n]*$/.test(text.toString("latin1")))
      return yield* Result.fail(new EmptyFile({ path, sizeBytes }));

    const header = sniffDelimiter(text, isWhole, format);
    yield* refuseUnreadable(path, header, format);
    const match = yield* matchHeader(path, header.headers, format);
    const framer = new Framer({
      syntax: header.syntax,
      cellCount: header.headers.length,
      maxRecordBytes: SAMPLE_BYTES,
    });
    framer.push(text);
    if (isWhole) framer.end();
    while (framer.next() !== undefined);

    const dialect: FileDialect = {
      encoding,
      hasBom: bomBytes > 0,
      lineEnding: lineEndingOf(framer.terminators),
      delimiter: header.syntax.delimiter === TAB ? "tab" : "comma",
      headers: header.headers,
      missingColumns: match.missingColumns,
    };
    return { ...match, dialect, syntax: header.syntax, bomBytes };
  });

const decodeSample = (sample: FileSample, { encoding, bomBytes }: SniffedEncoding, isWhole: boolean) =>
  Result.try({
    try: () => {
      const decoder = makeUtf8Decoder(encoding);
      const text = decoder.decode(sample.bytes.subarray(bomBytes));
      return isWhole ? Buffer.concat([text, decoder.end()]) : text;
    },
    catch: () => new InvalidEncoding({ path: sample.path, encoding }),
  });

/** Refuses a header whose bytes are not UTF-8, and a tab file with quoted cells, whose quotes would be read as characters. */
const refuseUnreadable = (
  path: string,
  header: SniffedHeader,
  format: SourceFormat,
): Result.Result<void, ReadReason> => {
  const invalidAt = indexOfInvalidUtf8(header.bytes);
  if (invalidAt >= 0) {
    const byte = header.bytes[invalidAt]?.toString(16) ?? "";
    return Result.fail(
      new UnsupportedEncoding({ path, found: `text in another encoding (byte 0x${byte} in its header)` }),
    );
  }
  const isQuotedTab = header.syntax.delimiter === TAB && header.headers.some((name) => /^".*"$/.test(name));
  if (!isQuotedTab) return Result.succeed(undefined);
  const resembles = "Its cells are separated by tabs and quoted; save it with commas, or with tabs and without quotes.";
  const columns = { expectedColumns: headersOf(format), foundColumns: header.headers };
  return Result.fail(new UnknownDialect({ path, format: format.title, ...columns, resembles }));
};
