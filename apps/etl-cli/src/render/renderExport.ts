import type { ExportedFile } from "../document/ExportDocument.ts";
import { formatBytes } from "./formatBytes.ts";
import { formatCount, formatRows } from "./formatCount.ts";
import { printable } from "./printable.ts";

/** Tells what was written, for people. */
export const renderExport = ({
  loadId,
  file,
  out,
  rows,
  setAside,
  sizeBytes,
  sha256,
  isIdentical,
}: ExportedFile): string =>
  [
    `Wrote ${printable(out)}: ${printable(file)} of load ${loadId}, ${formatRows(rows)}, ${formatBytes(sizeBytes)}.`,
    isIdentical
      ? "It is the loaded file byte for byte."
      : "Its cells are those of the loaded file; quotes, blank lines or line ends differ.",
    ...(setAside === 0
      ? []
      : [`${formatCount(setAside)} of its rows could not be read; they stand in it as they were.`]),
    `SHA-256 ${sha256}`,
  ].join("\n");
