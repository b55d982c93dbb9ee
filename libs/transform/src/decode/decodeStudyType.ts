import type { CtgovLegacyRow, ExpandedAccessType } from "@trialflow/schema";
import { parseStudyType } from "../parse/parseStudyType.ts";
import { remember } from "../parse/remember.ts";
import type { ProblemLog } from "./ProblemLog.ts";

const parseType = remember(parseStudyType);

/** Reads the study type column; the expanded access flags are NULL for trials of another type. */
export const decodeStudyType = (row: CtgovLegacyRow, log: ProblemLog) => {
  const cell = log.read("study_type", row.study_type, parseType);
  const isFor = (type: ExpandedAccessType) =>
    cell?.studyType === "EXPANDED_ACCESS" ? cell.expandedAccessTypes.includes(type) : null;
  return {
    study_type: cell?.studyType ?? null,
    is_patient_registry: cell?.isPatientRegistry ?? false,
    expanded_access_type_individual: isFor("INDIVIDUAL"),
    expanded_access_type_intermediate: isFor("INTERMEDIATE"),
    expanded_access_type_treatment: isFor("TREATMENT"),
  };
};
