import type { FieldChange, TrialVersion } from "@trialflow/pipeline";
import { printable } from "./printable.ts";

const day = (moment: Date) => moment.toISOString().slice(0, 10);

const shorten = (text: string | null): string => {
  const line = printable(text ?? "");
  return text === null ? "nothing" : line.length > 90 ? `${line.slice(0, 89)}…` : line;
};

/** Tells a change in a line: a value by old and new, a list's entry by a sign. */
export const renderChange = ({ field, kind, oldValue, newValue }: FieldChange): string => {
  if (kind === "added") return `${field} + ${shorten(newValue)}`;
  if (kind === "removed") return `${field} - ${shorten(oldValue)}`;
  if (kind === "reordered") return `${field} in another order`;
  return `${field}: ${shorten(oldValue)} -> ${shorten(newValue)}`;
};

const heading = ({ number, event, validFrom, validTo, status, fileName, loadId }: TrialVersion): string => {
  const end = validTo === null ? "still so" : `until ${day(validTo)}`;
  return `${number}. ${event} ${day(validFrom)}, ${end}  ${status ?? ""}  (${fileName}, load ${loadId})`;
};

/** Renders the versions of a trial, each with what changed when it began. */
export const renderHistory = (nctId: string, versions: ReadonlyArray<TrialVersion>): string =>
  [
    `${nctId}  ${printable(versions.at(-1)?.title ?? "")}`,
    ...versions.flatMap((version) => [
      "",
      heading(version),
      ...version.changes.map((change) => `   ${renderChange(change)}`),
    ]),
  ].join("\n");
