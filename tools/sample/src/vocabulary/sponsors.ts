/** Invented companies. */
export const companies = [
  "Aurelia Therapeutics",
  "Corvilla Biosciences, Inc.",
  "Palmera Vaccines GmbH",
  "Estrella Cell Therapy S.L.",
  "Lindqvist & Åberg Pharma AB",
  "Tarnovi Biologics",
  "HomeNest Health Ltd.",
  "Quintaz Laboratories (QTZ)",
  "Velaris Pharmaceuticals Co., Ltd.",
  "Brunholt Diagnostics",
  "Meridia Medical Devices",
  "Sundara Life Sciences Pvt. Ltd.",
];

/** Invented institutes of the class NIH. */
export const nihInstitutes = [
  "National Institute of Pulmonary Resilience (NIPR)",
  "National Center for Convalescent Research (NCCR)",
  "National Institute of Outbreak Immunology (NIOI)",
];

/** Invented agencies of the class U.S. Fed. */
export const federalAgencies = [
  "Office of Federal Epidemic Readiness",
  "Department of Veterans Recovery",
  "Bureau of Biomedical Reserve",
];

/** Invented networks, foundations and persons who collaborate. */
export const collaborators = [
  "Marravond Foundation",
  "Northern Sepsis Network",
  "Prof. Ilse Tharandt-Weiß",
  "Dr. Benedikt Oyelarin",
  "Gemeinschaft für Beatmungsforschung e.V.",
  "Réseau Claire-Aube",
  "Solidarity Lung Alliance",
  "Consorcio Respira Mañana",
  "Ministry of Outbreak Preparedness, Estravia",
  "Aiko Hoshimori, MD, PhD",
  "Wellhaven Trust",
  "Data Commons for Acute Care",
];
