import type { LineEnding } from "./FileDialect.ts";
import type { Terminator } from "./RecordScanner.ts";

/** Names the line ending of a file by how its records ended. A single record without an end counts as `lf`. */
export const lineEndingOf = (terminators: Readonly<Record<Terminator, number>>): LineEnding => {
  const [first, ...others] = (["lf", "crlf", "cr"] as const).filter((kind) => terminators[kind] > 0);
  return others.length > 0 ? "mixed" : (first ?? "lf");
};
