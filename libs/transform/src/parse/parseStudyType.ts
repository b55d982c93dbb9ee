import { ExpandedAccessType, StudyType } from "@trialflow/schema";
import * as Result from "effect/Result";
import { type FieldProblem, failWith } from "./FieldProblem.ts";
import { parseVocabulary } from "./parseVocabulary.ts";

/** What the study type column says. */
export interface StudyTypeCell {
  readonly studyType: StudyType;
  /** The observational study is a patient registry. */
  readonly isPatientRegistry: boolean;
  /** For whom the treatment is available; empty unless the record is expanded access and says so. */
  readonly expandedAccessTypes: ReadonlyArray<ExpandedAccessType>;
}

const PATIENT_REGISTRY = "Observational [Patient Registry]";
const parseType = parseVocabulary(StudyType);
const parseKind = parseVocabulary(ExpandedAccessType);

/**
 * Parses the study type column: `Interventional`, `Observational`, `Observational [Patient Registry]`, `Expanded Access`,
 * `Expanded Access:Individual Patients|Treatment IND/Protocol`.
 *
 * Errors   `unknown_study_type`, `unknown_expanded_access_type`, `malformed_study_type`
 */
export const parseStudyType = (text: string): Result.Result<StudyTypeCell, FieldProblem> => {
  if (text === PATIENT_REGISTRY) {
    return Result.succeed({ studyType: "OBSERVATIONAL", isPatientRegistry: true, expandedAccessTypes: [] });
  }
  const colon = text.indexOf(":");
  const studyType = parseType(colon === -1 ? text : text.slice(0, colon));
  if (Result.isFailure(studyType)) return Result.fail({ ...studyType.failure, found: text });
  const expandedAccessTypes: Array<ExpandedAccessType> = [];
  if (colon !== -1) {
    if (studyType.success !== "EXPANDED_ACCESS") {
      return failWith("malformed_study_type", text, "subtypes after a colon for Expanded Access only");
    }
    for (const part of text.slice(colon + 1).split("|")) {
      const kind = parseKind(part);
      if (Result.isFailure(kind)) return Result.fail(kind.failure);
      if (expandedAccessTypes.includes(kind.success)) {
        return failWith("malformed_study_type", text, "each expanded access type once");
      }
      expandedAccessTypes.push(kind.success);
    }
  }
  return Result.succeed({ studyType: studyType.success, isPatientRegistry: false, expandedAccessTypes });
};

/** Writes a study type as the classic export does. */
export const formatStudyType = ({ studyType, isPatientRegistry, expandedAccessTypes }: StudyTypeCell): string => {
  if (isPatientRegistry) return PATIENT_REGISTRY;
  const kinds = expandedAccessTypes.map((kind) => ExpandedAccessType.labelOf(kind)).join("|");
  return kinds === "" ? StudyType.labelOf(studyType) : `${StudyType.labelOf(studyType)}:${kinds}`;
};
