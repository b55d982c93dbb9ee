/** Who takes part, as titles say it. */
export const populations = [
  "Hospitalised Adults",
  "Patients Admitted to Intensive Care",
  "Outpatients With Mild Symptoms",
  "Health Workers",
  "Residents of Care Homes",
  "Pregnant Women",
  "Children and Adolescents",
  "Older People Living at Home",
  "Patients on Dialysis",
  "Cancer Patients",
  "Household Contacts",
  "University Students",
  "Patients With Diabetes",
  "Ventilated Patients",
  "Survivors After Discharge",
  "Blood Donors",
  "Emergency Department Visitors",
  "People With Rheumatic Disease",
];

/** How titles name the disease. */
export const diseaseNames = [
  "COVID-19",
  "COVID-19 Pneumonia",
  "SARS-CoV-2 Infection",
  "Severe COVID-19",
  "Covid-19",
  "Coronavirus Disease 2019",
  "Suspected COVID-19",
  "Moderate to Severe COVID-19",
];

/** What observational trials look at. */
export const observedTopics = [
  "Lung Function",
  "Coagulation Markers",
  "Mental Well-being",
  "Antibody Persistence",
  "Smell and Taste",
  "Nutrition and Weight",
  "Cardiac Rhythm",
  "Delay of Cancer Care",
  "Kidney Outcomes",
  "Viral Shedding",
  "Sleep and Fatigue",
  "Cough Sounds",
  "Use of Telemedicine",
  "Immune Cell Profiles",
  "Ultrasound Findings",
  "Quality of Life",
  "Risk Perception",
  "Pregnancy Outcomes",
  "Frailty",
  "Antibiotic Prescribing",
];

/** What kind of study an observational title announces. */
export const observationKinds = [
  "A Prospective Cohort",
  "A Registry Study",
  "A Cross-sectional Survey",
  "A Retrospective Analysis",
  "A Multicentre Observation",
  "A Case-Control Study",
  "A Biobank Study",
  "A Study of Two Waves",
];

/** Beginnings of invented study names, which become acronyms. */
export const nameStems = [
  "VELA",
  "CORVI",
  "ESTRA",
  "LUMO",
  "NORA",
  "PALME",
  "TARNO",
  "KESTRA",
  "AURI",
  "BRUNO",
  "MERO",
  "QUINTA",
  "SORVA",
  "ZANU",
  "ILO",
  "DORI",
];

/** Ends of invented study names. */
export const nameEnds = ["COV", "-CoV-2", "19", "-COVID", "VID", "-19", "", "STOP", "CARE", "-ICU", "PRO", " COVID-19"];
