import { ExpandedAccessType, StudyType } from "@trialflow/schema";
import { Schema } from "effect";
import { formatStudyType, parseStudyType } from "../parseStudyType.ts";
import { textCodec, vocabularyValue } from "./textCodec.ts";

/** Decodes the study type column: `Interventional`, `Expanded Access:Individual Patients`. */
export const StudyTypeFromText = textCodec(
  Schema.Struct({
    studyType: vocabularyValue(StudyType),
    isPatientRegistry: Schema.Boolean,
    expandedAccessTypes: Schema.Array(vocabularyValue(ExpandedAccessType)),
  }),
  parseStudyType,
  formatStudyType,
);
