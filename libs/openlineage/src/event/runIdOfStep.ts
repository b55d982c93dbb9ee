import { createHash } from "node:crypto";

/**
 * Gives a step the UUID of a run of its own: version 5, from the run's and the step's number in it, so that an event told twice
 * names the same run.
 *
 * Source   RFC 9562, 5.5
 */
export const runIdOfStep = (runId: string, ordinal: number): string => {
  const hash = createHash("sha1")
    .update(Buffer.from(runId.replaceAll("-", ""), "hex"))
    .update(String(ordinal))
    .digest();
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString("hex", 0, 16);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
};
