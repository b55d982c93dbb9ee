import { canonicalNameLookup, type SpellingGroups } from "./SpellingGroups.ts";

/** The version of the intervention crosswalk. Raise it when a name or a spelling is added, moved or removed. */
export const INTERVENTION_CROSSWALK_VERSION = "1.0.0";

/**
 * Groups spellings of one intervention.
 *
 * A text is listed only if it names the substance or measure alone: other word, salt in which it is always given,
 * abbreviation, form of administration. Doses, combinations and comparators stay as the source wrote them.
 *
 * Source   spellings of real records of 2020
 */
export const interventionNames: SpellingGroups = {
  "Acetylsalicylic Acid": ["Aspirin"],
  Azithromycin: ["Azithromycin Tablets", "Azithromycine"],
  "BCG Vaccine": ["Bacille Calmette-Guérin (BCG)"],
  "Camostat Mesilate": ["Camostat", "Camostat Mesylate"],
  "Chloroquine Phosphate": ["Chloroquine Diphosphate"],
  Colchicine: ["Colchicine Tablets"],
  "Convalescent Plasma": [
    "Anti-SARS-CoV-2 Convalescent Plasma",
    "Anti-SARS-CoV-2 Human Convalescent Plasma",
    "Convalescent Anti-SARS-CoV-2 Plasma",
    "Convalescent COVID 19 Plasma",
    "Convalescent Plasma (Anti-SARS-CoV-2 Plasma)",
    "Convalescent Plasma (CP)",
    "Convalescent Plasma of Patients With COVID-19",
    "Convalescent Plasma Transfusion",
    "COVID 19 Convalescent Plasma",
    "COVID Convalescent Plasma",
    "COVID-19 Convalescent Plasma",
    "COVID19 Convalescent Plasma Infusion",
    "SARS-CoV-2 Convalescent Plasma",
    "SARSCoV2 Convalescent Plasma",
  ],
  Dexamethasone: ["Dexamethasone Injection"],
  Hydroxychloroquine: [
    "HCQ",
    "Hydroxychloroquine (HCQ)",
    "Hydroxychloroquine Oral Product",
    "Hydroxychloroquine Pill",
    "Hydroxychloroquine Sulfate",
    "Hydroxychloroquine Sulfate (HCQ)",
    "Hydroxychloroquine Sulfate Tablets",
  ],
  "Hydroxychloroquine + Azithromycin": [
    "Azithromycin and Hydroxychloroquine",
    "HCQ+AZT",
    "Hydroxychloroquine and Azithromycin",
    "Hydroxychloroquine in Combination of Azithromycin",
    "Hydroxychloroquine Sulfate + Azithromycin",
    "Hydroxychloroquine Sulfate + Azythromycin",
    "Hydroxychloroquine Sulfate &Azithromycin",
    "Hydroxychloroquine Sulfate and Azithromycin",
    "Hydroxychloroquine, Azithromycin",
    "Hydroxychloroquine/Azithromycine",
    "Hydroxychloroquin With Azithromycin",
  ],
  Ivermectin: ["Ivermectin Oral Product", "Ivermectin Pill", "Ivermectin Tablets", "Ivermectine"],
  "Lopinavir/Ritonavir": [
    "Lopinavir / Ritonavir",
    "Lopinavir/ Ritonavir",
    "Lopinavir-Ritonavir",
    "Ritonavir/Lopinavir",
  ],
  "N-Acetylcysteine": ["N-Acetyl Cysteine"],
  "Normal Saline": ["0.9% Saline", "0.9% Sodium Chloride (Normal Saline)", "Normal Saline 0.9%"],
  Placebo: [
    "Matched Placebo",
    "Matching Placebo",
    "Placebo (PBO)",
    "Placebo Administration",
    "Placebo Capsules",
    "Placebo Comparator",
    "Placebo Group",
    "Placebo Oral Capsule",
    "Placebo Oral Tablet",
    "Placebo Tablet",
    "Placebos",
  ],
  "Prone Positioning": ["Prone Position", "Prone Positioning (PP)"],
  Remdesivir: ["Remdesivir (RDV)"],
  Ruxolitinib: ["Ruxolitinib Oral Tablet"],
  "Standard of Care": [
    "Best Standard of Care",
    "Standard Care",
    "Standard Care Therapy",
    "Standard of Care (SOC)",
    "Standard of Care Treatment",
  ],
  Tocilizumab: ["Tociliuzumab", "Tocilizumab (TCZ)", "Tocilizumab Injection", "Tocilizumab Injection [Actemra]"],
  "Vitamin C": ["Ascorbic Acid"],
  "Vitamin D3": ["Cholecalciferol"],
};

/** Gives an intervention's canonical name; a name that no group lists keeps the source's spelling. */
export const canonicalInterventionName = canonicalNameLookup("interventionNames", interventionNames);
