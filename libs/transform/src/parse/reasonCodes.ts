/**
 * Lists why a text can be no value of its field, with what each code means. The codes are part of the quarantine's
 * contract: a code's meaning never changes, a new meaning is a new code.
 */
export const reasonCodes = {
  missing_value: "The field is empty, but the row cannot be identified or stored without it.",
  malformed_nct_id: "The text is not NCT and eight digits.",
  malformed_date: "The text has none of the shapes in which the registry writes dates.",
  impossible_date: "The text has the shape of a date, but the calendar has no such day.",
  malformed_age: "The text has none of the shapes in which the registry writes age limits.",
  age_out_of_range: "The number of an age limit is larger than the column can hold.",
  malformed_enrollment: "The text is not a plain non-negative whole number.",
  enrollment_out_of_range: "The number is larger than the column can hold.",
  malformed_url: "The text is not an absolute http or https address.",
  malformed_study_type: "A study type carries subtypes that only expanded access has.",
  malformed_design: "A part of the study design is not written as key and value.",
  malformed_document: "A study document is not written as label and address.",
  missing_document_url: "A study document has a label, but no address.",
  missing_intervention_type: "An intervention is written without its type.",
  empty_list_entry: "A list has an entry with nothing in it.",
  repeated_list_entry: "A list that can hold each value once holds it twice.",
  repeated_design_key: "The study design states one of its aspects twice.",
  unknown_design_key: "The study design states an aspect that the registry's vocabulary does not have.",
  unknown_country: "A location ends in a country that no crosswalk lists.",
  unknown_document_label: "A study document's label does not say, in the registry's words, what it contains.",
  unknown_study_results: "The text does not say in a known spelling whether results are posted.",
  unknown_overall_status: "The spelling is in no crosswalk of this vocabulary.",
  unknown_phase: "The spelling is in no crosswalk of this vocabulary.",
  unknown_study_type: "The spelling is in no crosswalk of this vocabulary.",
  unknown_expanded_access_type: "The spelling is in no crosswalk of this vocabulary.",
  unknown_intervention_type: "The spelling is in no crosswalk of this vocabulary.",
  unknown_sex: "The spelling is in no crosswalk of this vocabulary.",
  unknown_std_age: "The spelling is in no crosswalk of this vocabulary.",
  unknown_age_unit: "The spelling is in no crosswalk of this vocabulary.",
  unknown_allocation: "The spelling is in no crosswalk of this vocabulary.",
  unknown_intervention_model: "The spelling is in no crosswalk of this vocabulary.",
  unknown_primary_purpose: "The spelling is in no crosswalk of this vocabulary.",
  unknown_masking: "The spelling is in no crosswalk of this vocabulary.",
  unknown_who_masked: "The spelling is in no crosswalk of this vocabulary.",
  unknown_observational_model: "The spelling is in no crosswalk of this vocabulary.",
  unknown_time_perspective: "The spelling is in no crosswalk of this vocabulary.",
  unknown_agency_class: "The spelling is in no crosswalk of this vocabulary.",
} as const;

/** Why a text can be no value of its field. */
export type ReasonCode = keyof typeof reasonCodes;
