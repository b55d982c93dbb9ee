/** A day, counted from 1 January 2020, and how much of it the registry shows. */
export interface RegistryDate {
  readonly day: number;
  readonly precision: "day" | "month";
}

export type AgeUnit = "Minute" | "Hour" | "Day" | "Month" | "Year";

/** One limit of the eligible age, as the registry states it. */
export interface AgeLimit {
  readonly value: number;
  readonly unit: AgeUnit;
}

export type StudyType = "Interventional" | "Observational" | "Expanded Access";

export type Status =
  | "Active, not recruiting"
  | "Available"
  | "Completed"
  | "Enrolling by invitation"
  | "No longer available"
  | "Not yet recruiting"
  | "Recruiting"
  | "Suspended"
  | "Temporarily not available"
  | "Terminated"
  | "Withdrawn";

export type InterventionType =
  | "Behavioral"
  | "Biological"
  | "Combination Product"
  | "Device"
  | "Diagnostic Test"
  | "Dietary Supplement"
  | "Drug"
  | "Genetic"
  | "Other"
  | "Procedure"
  | "Radiation";

export interface Intervention {
  readonly type: InterventionType;
  readonly name: string;
}

export type AgencyClass = "Industry" | "NIH" | "Other" | "U.S. Fed";

/** A lead sponsor or collaborator; the first of a trial is the lead. */
export interface Sponsor {
  readonly name: string;
  readonly agencyClass: AgencyClass;
}

/** A place of a trial; the state is absent where the registry shows none. */
export interface Site {
  readonly facility: string;
  readonly city: string;
  readonly state?: string | undefined;
  readonly country: string;
}

/** A document that a trial provides; `file` is the name behind the trial's folder. */
export interface StudyDocument {
  readonly label: string;
  readonly file: string;
}

/** An invented trial with its facts apart, before they are written as the registry writes them. */
export interface Trial {
  readonly nctId: string;
  readonly title: string;
  readonly acronym: string;
  readonly status: Status;
  readonly conditions: ReadonlyArray<string>;
  readonly interventions: ReadonlyArray<Intervention>;
  readonly outcomes: ReadonlyArray<string>;
  readonly sponsors: ReadonlyArray<Sponsor>;
  readonly sex: "All" | "Female" | "Male" | "";
  readonly minimumAge?: AgeLimit | undefined;
  readonly maximumAge?: AgeLimit | undefined;
  readonly phases: ReadonlyArray<string>;
  readonly enrollment?: number | undefined;
  readonly studyType: StudyType;
  readonly expandedAccessTypes: ReadonlyArray<string>;
  readonly designs: ReadonlyArray<readonly [key: string, value: string]>;
  readonly otherIds: ReadonlyArray<string>;
  readonly start?: RegistryDate | undefined;
  readonly primaryCompletion?: RegistryDate | undefined;
  readonly completion?: RegistryDate | undefined;
  readonly firstPosted: RegistryDate;
  readonly resultsFirstPosted?: RegistryDate | undefined;
  readonly lastUpdatePosted: RegistryDate;
  readonly sites: ReadonlyArray<Site>;
  readonly documents: ReadonlyArray<StudyDocument>;
}
