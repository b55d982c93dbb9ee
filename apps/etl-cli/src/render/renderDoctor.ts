import type { Diagnosis } from "@trialflow/operations";
import type { DoctorDocument } from "../document/DoctorDocument.ts";
import { formatDuration } from "./formatDuration.ts";
import { printable } from "./printable.ts";

const marks: Readonly<Record<Diagnosis["result"], string>> = {
  ok: "ok",
  warning: "warning",
  failed: "FAILED",
  not_applicable: "-",
};

const lines = (text: string): ReadonlyArray<string> => text.split("\n").map(printable);

const renderDiagnosis = (
  width: number,
  { check, result, found, expected, remedy }: Diagnosis,
): ReadonlyArray<string> => {
  const isFine = result === "ok" || result === "not_applicable";
  const [first = "", ...more] = lines(found);
  const told = [
    `${marks[result].padEnd(7)}  ${check.padEnd(width)}  ${first}`,
    ...more.map((line) => `         ${line}`),
  ];
  if (isFine) return told;
  const [act = "", ...acts] = lines(remedy ?? "");
  return [
    ...told,
    `         expected: ${printable(expected)}`,
    `         remedy:   ${act}`,
    ...acts.map((line) => `                   ${line}`),
  ];
};

const count = (diagnoses: ReadonlyArray<Diagnosis>, result: Diagnosis["result"]): number =>
  diagnoses.filter((diagnosis) => diagnosis.result === result).length;

/** Renders an examination for people: a line per check, more where something is to be done, and the sum. */
export const renderDoctor = ({ status, diagnoses, durationMs }: DoctorDocument): string => {
  const width = Math.max(...diagnoses.map(({ check }) => check.length));
  const [failed, warnings] = [count(diagnoses, "failed"), count(diagnoses, "warning")];
  const warned = warnings === 1 ? "1 warning" : `${warnings} warnings`;
  const verdict =
    status === "failed"
      ? `${failed} of ${diagnoses.length} checks failed, ${warned}.`
      : status === "warning"
        ? `Nothing failed, ${warned}.`
        : "All is well.";
  return [
    ...diagnoses.flatMap((diagnosis) => renderDiagnosis(width, diagnosis)),
    "",
    `${verdict} ${diagnoses.length} checks in ${formatDuration(durationMs)}.`,
  ].join("\n");
};
