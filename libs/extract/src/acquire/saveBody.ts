import { createHash } from "node:crypto";
import { Duration, Effect, Stream } from "effect";
import type { KaggleSettings } from "../config.ts";
import { ExtractError } from "../errors.ts";
import { ChecksumMismatch, Timeout, Truncated } from "./HttpReason.ts";
import type { OpenedResponse } from "./openResponse.ts";
import type { PartFile } from "./withPartFile.ts";
import { TooLarge } from "./ZipReason.ts";

const fail = (reason: ExtractError["reason"]) => new ExtractError({ operation: "extract.download", reason });

const isPlain = (encoding: string | undefined): boolean =>
  encoding === undefined || encoding === "" || encoding === "identity";

// Google Cloud Storage, where Kaggle keeps files, states the MD5 of what it stores; of no use when it unpacks a gzip object for us.
const announcedMd5 = (headers: Readonly<Record<string, string | undefined>>): string | null => {
  if (!isPlain(headers["x-goog-stored-content-encoding"])) return null;
  return /(?:^|[\s,])md5=([A-Za-z0-9+/]{22}==)/.exec(headers["x-goog-hash"] ?? "")?.[1] ?? null;
};

/**
 * Streams the body of an answer into a part file and checks that it came whole.
 *
 * Units    bytes; returns how many came
 * Errors   `Truncated`, `Timeout`, `ChecksumMismatch` (retryable); `TooLarge`, `DiskFull`, `FileAccessFailed` (not)
 * Source   `Content-Length`: RFC 9110, 8.6; `x-goog-hash`: cloud.google.com/storage/docs/xml-api/reference-headers
 */
export const saveBody = Effect.fn("extract.saveBody")(function* (
  { response, answer: { url } }: OpenedResponse,
  part: PartFile,
  settings: Pick<KaggleSettings, "idleTimeout" | "maxBytes">,
) {
  const { headers } = response;
  const isCoded = !isPlain(headers["content-encoding"]);
  const length = headers["content-length"];
  const expectedBytes = !isCoded && length !== undefined && /^\d{1,15}$/.test(length) ? Number(length) : null;
  const limitBytes = settings.maxBytes;
  if (expectedBytes !== null && expectedBytes > limitBytes) {
    return yield* fail(new TooLarge({ what: url, limitBytes, foundBytes: expectedBytes }));
  }

  const md5 = createHash("md5");
  const limitMillis = Duration.toMillis(settings.idleTimeout);
  let receivedBytes = 0;
  yield* response.stream.pipe(
    // Whatever broke the stream, the user's view of it is the same: it ended too early. The failure itself may hold the address.
    Stream.mapError(() => fail(new Truncated({ url, receivedBytes, expectedBytes }))),
    Stream.timeoutOrElse({
      duration: settings.idleTimeout,
      orElse: () => Stream.fail(fail(new Timeout({ url, waitedFor: "more bytes", limitMillis }))),
    }),
    Stream.runForEach((bytes) => {
      receivedBytes += bytes.length;
      if (receivedBytes > limitBytes)
        return Effect.fail(fail(new TooLarge({ what: url, limitBytes, foundBytes: null })));
      md5.update(bytes);
      return part.write(bytes);
    }),
  );

  if (expectedBytes !== null && receivedBytes !== expectedBytes) {
    return yield* fail(new Truncated({ url, receivedBytes, expectedBytes }));
  }
  const expectedMd5 = isCoded ? null : announcedMd5(headers);
  const foundMd5 = md5.digest("base64");
  if (expectedMd5 !== null && expectedMd5 !== foundMd5) {
    return yield* fail(new ChecksumMismatch({ url, foundMd5, expectedMd5 }));
  }
  return receivedBytes;
});
