import type { CtgovLegacyRow, WhoMasked } from "@trialflow/schema";
import { parseStudyDesign } from "../parse/parseStudyDesign.ts";
import { remember } from "../parse/remember.ts";
import type { ProblemLog } from "./ProblemLog.ts";

const parseDesign = remember(parseStudyDesign);

/** Reads the study designs column into the trial's design columns. */
export const decodeStudyDesign = (row: CtgovLegacyRow, log: ProblemLog) => {
  const { design, problems } = parseDesign(row.study_designs ?? "");
  log.addAll("study_designs", problems);
  const isMasked = (who: WhoMasked) => design.whoMasked?.includes(who) ?? null;
  return {
    allocation: design.allocation,
    intervention_model: design.interventionModel,
    masking: design.masking,
    subject_masked: isMasked("PARTICIPANT"),
    caregiver_masked: isMasked("CARE_PROVIDER"),
    investigator_masked: isMasked("INVESTIGATOR"),
    outcomes_assessor_masked: isMasked("OUTCOMES_ASSESSOR"),
    primary_purpose: design.primaryPurpose,
    observational_model: design.observationalModel,
    time_perspective: design.timePerspective,
  };
};
