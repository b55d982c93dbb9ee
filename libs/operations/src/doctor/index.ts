export { type Diagnosis, type DiagnosisResult, diagnosisResults } from "./Diagnosis.ts";
export type { ConfiguredPart, DoctorRequest } from "./DoctorRequest.ts";
export { type DoctorReport, examine } from "./examine.ts";
