import type { Status, StudyType } from "../Trial.ts";

/** Roughly how often each status occurs, by study type. */
export const statusWeights: Readonly<Record<StudyType, ReadonlyArray<readonly [Status, number]>>> = {
  "Expanded Access": [
    ["Available", 85],
    ["No longer available", 10],
    ["Temporarily not available", 5],
  ],
  Interventional: [
    ["Recruiting", 48],
    ["Not yet recruiting", 27],
    ["Completed", 12],
    ["Active, not recruiting", 4],
    ["Enrolling by invitation", 2],
    ["Withdrawn", 3],
    ["Suspended", 1],
    ["Terminated", 3],
  ],
  Observational: [
    ["Recruiting", 51],
    ["Not yet recruiting", 22],
    ["Completed", 14],
    ["Active, not recruiting", 8],
    ["Enrolling by invitation", 4],
    ["Withdrawn", 1],
    ["Suspended", 0.5],
    ["Terminated", 0.5],
  ],
};

/** Roughly how often each phase or pair of phases occurs on a trial of a medicine. */
export const phaseWeights: ReadonlyArray<readonly [ReadonlyArray<string>, number]> = [
  [["Phase 2"], 36],
  [["Phase 3"], 21],
  [["Phase 2", "Phase 3"], 10],
  [["Phase 1"], 9],
  [["Phase 1", "Phase 2"], 8],
  [["Phase 4"], 7],
  [["Not Applicable"], 6],
  [["Early Phase 1"], 3],
];

/** Roughly how often each allocation occurs among trials of several groups. */
export const allocationWeights: ReadonlyArray<readonly [string, number]> = [
  ["Randomized", 91],
  ["Non-Randomized", 9],
];

/** Roughly how often each intervention model occurs. */
export const interventionModelWeights: ReadonlyArray<readonly [string, number]> = [
  ["Parallel Assignment", 72],
  ["Single Group Assignment", 20],
  ["Sequential Assignment", 4],
  ["Crossover Assignment", 2],
  ["Factorial Assignment", 2],
];

/** The masked roles, always in the registry's order; none of them means an open label. */
export const maskingWeights: ReadonlyArray<readonly [ReadonlyArray<string>, number]> = [
  [[], 56],
  [["Participant", "Care Provider", "Investigator", "Outcomes Assessor"], 14],
  [["Participant", "Investigator"], 7],
  [["Outcomes Assessor"], 6],
  [["Participant", "Care Provider", "Investigator"], 5],
  [["Participant"], 4],
  [["Participant", "Investigator", "Outcomes Assessor"], 2],
  [["Participant", "Care Provider"], 2],
  [["Participant", "Outcomes Assessor"], 1],
  [["Investigator", "Outcomes Assessor"], 1],
  [["Investigator"], 1],
  [["Participant", "Care Provider", "Outcomes Assessor"], 1],
  [["Care Provider"], 0.5],
  [["Care Provider", "Outcomes Assessor"], 0.5],
  [["Care Provider", "Investigator", "Outcomes Assessor"], 0.5],
];

/** Roughly how often each primary purpose occurs. */
export const primaryPurposeWeights: ReadonlyArray<readonly [string, number]> = [
  ["Treatment", 68],
  ["Prevention", 13],
  ["Supportive Care", 5],
  ["Other", 5],
  ["Diagnostic", 4],
  ["Health Services Research", 2],
  ["Basic Science", 1],
  ["Screening", 1],
  ["Device Feasibility", 1],
];

/** Roughly how often each observational model occurs. */
export const observationalModelWeights: ReadonlyArray<readonly [string, number]> = [
  ["Cohort", 62],
  ["Other", 11],
  ["Case-Only", 11],
  ["Case-Control", 9],
  ["Ecologic or Community", 4],
  ["Case-Crossover", 2],
  ["Family-Based", 1],
];

/** Roughly how often each time perspective occurs. */
export const timePerspectiveWeights: ReadonlyArray<readonly [string, number]> = [
  ["Prospective", 61],
  ["Retrospective", 18],
  ["Cross-Sectional", 12],
  ["Other", 9],
];

/** Documents that a trial may provide: the registry's label and the stem of its file name. */
export const documentKinds: ReadonlyArray<readonly [label: string, stem: string]> = [
  ["Study Protocol and Statistical Analysis Plan", "Prot_SAP"],
  ["Informed Consent Form", "ICF"],
  ["Study Protocol", "Prot"],
  ["Statistical Analysis Plan", "SAP"],
  ["Study Protocol and Informed Consent Form", "Prot_ICF"],
  ["Study Protocol, Statistical Analysis Plan, and Informed Consent Form", "Prot_SAP_ICF"],
];
