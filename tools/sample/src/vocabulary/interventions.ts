import type { InterventionType } from "../Trial.ts";

/** Medicines, all invented, so that nobody takes an outcome of the sample for evidence about a real one. */
export const drugs = [
  "velaprasin",
  "caldosivir",
  "oximurine",
  "praxitrelone",
  "nemoravir",
  "eltapravir",
  "fosmarizine",
  "hydrovelamine",
  "sorvanilone",
  "merovastine",
  "rapidexane",
  "kestralimus",
  "vorapentine",
  "quintazolide",
  "zanuberol",
  "xelotidine",
  "ilocoxanib",
  "brevacinol",
  "umbracitinib",
  "cordalipine",
  "talvepirone",
  "ambruxatine",
  "perlodipol",
  "gavestatin sodium",
  "inhaled nivorelane",
  "lyranidazole",
  "doxomarine",
  "budestralone",
  "isocarvadine",
  "methyloraxolone",
];

/** Invented proteins, cells and vaccines. */
export const biologicals = [
  "tarnovimab",
  "dorimunab",
  "lumeferon beta-1c",
  "tilobarimod",
  "NVX-Palmera inactivated vaccine",
  "Corvilla-2 mRNA vaccine",
  "sarvenkizumab",
  "Estrella mesenchymal stromal cells",
  "hyperimmune globulin CVL-10",
  "interleukin-41 receptor antagonist",
  "Brunholt BCG strain",
  "NK-cell infusion LQ-7",
];

/** Everything that is no medicine, by type. */
export const otherInterventions: ReadonlyArray<readonly [type: InterventionType, names: ReadonlyArray<string>]> = [
  [
    "Other",
    [
      "Placebo",
      "Standard of care",
      "Questionnaire about daily life",
      "No intervention",
      "Chart review over twelve months",
      "Online survey in four waves",
      "Blood sampling at inclusion",
      "Follow-up call by a study nurse",
      "Registry entry",
    ],
  ],
  [
    "Biological",
    ["Convalescent plasma from recovered donors", "Plasma of donors before the pandemic", "Saline placebo injection"],
  ],
  [
    "Diagnostic Test",
    [
      "RT-PCR from saliva",
      "Rapid antigen test, lateral flow",
      "Serology, IgG and IgM",
      "Lung ultrasound in twelve zones",
      "Chest CT with automated reading",
      "Olfactory threshold test",
      "Breath analysis",
    ],
  ],
  [
    "Behavioral",
    [
      "Guided breathing by telephone",
      "Online mindfulness course",
      "Text messages on hand washing",
      "Home exercise programme",
      "Peer support groups",
      "Sleep hygiene counselling",
    ],
  ],
  [
    "Device",
    [
      "Helmet interface VentiDome",
      "Wearable oximeter PulsaRing",
      "Cloth mask with inner filter",
      "Nasal high-flow system AirVela",
      "Telemonitoring kit HomeNest",
    ],
  ],
  [
    "Procedure",
    [
      "Awake prone positioning",
      "Early tracheostomy",
      "Nasal lavage twice a day",
      "Physiotherapy in the sitting position",
    ],
  ],
  [
    "Dietary Supplement",
    ["Vitamin blend NV-3", "Zinc lozenge, lemon taste", "Probiotic mix Lactavena", "Omega oil emulsion"],
  ],
  ["Combination Product", ["Inhaler with nivorelane capsules", "Plasma kit with infusion pump"]],
  ["Radiation", ["Whole lung irradiation, 0.5 Gy", "Single chest X-ray"]],
  ["Genetic", ["Exome sequencing of severe cases", "Viral genome typing"]],
];

/** Doses that follow some names. */
export const doses = [
  "200 mg",
  "400 mg twice daily",
  "0.5 mg/kg",
  "Low Dose",
  "High Dose",
  "oral solution",
  "10 µg/mL",
];
