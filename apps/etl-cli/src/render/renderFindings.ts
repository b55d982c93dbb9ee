import type { Finding } from "@trialflow/database";
import { printable } from "./printable.ts";

/** Renders what differs: kind and place, and below them what was found and what was expected. */
export const renderFindings = (findings: ReadonlyArray<Finding>): ReadonlyArray<string> =>
  findings.flatMap(({ kind, place, found, expected }) => [
    `${kind}: ${printable(place)}`,
    `  found     ${printable(found)}`,
    `  expected  ${printable(expected)}`,
  ]);
