import { buildOutcomeList } from "../build/buildOutcomes.ts";
import { drawSite } from "../build/buildSites.ts";
import { drawDistinct } from "../build/drawDistinct.ts";
import type { Intervention } from "../Trial.ts";
import { covidSpellings, otherConditions } from "../vocabulary/conditions.ts";
import { otherInterventions } from "../vocabulary/interventions.ts";
import type { Oddity } from "./Oddity.ts";

const oneOfEachType: ReadonlyArray<Intervention> = [
  { type: "Drug", name: "Velaprasin" },
  ...otherInterventions.map(([type, names]) => ({ type, name: names[0] ?? type })),
];

const named = (name: string, interventions: ReadonlyArray<Intervention>): Oddity => ({
  name,
  plan: { studyType: "Interventional" },
  apply: () => ({ interventions }),
});

/** Very long lists, and list items that tempt a reader to split them wrongly. */
export const listOddities: ReadonlyArray<Oddity> = [
  {
    name: "hundreds of outcome measures",
    plan: { studyType: "Interventional" },
    apply: (_, random) => ({ outcomes: buildOutcomeList(random, 230) }),
  },
  {
    name: "dozens of conditions",
    apply: () => ({
      conditions: [
        ...covidSpellings.slice(0, 1),
        ...otherConditions.slice(0, 20),
        "Kawasaki-like Syndrome",
        ...otherConditions.slice(27, 40),
      ],
    }),
  },
  named("all eleven intervention types", oneOfEachType),
  {
    name: "dozens of collaborators",
    apply: ({ sponsors }, random) => {
      const names = drawDistinct(
        60,
        () => drawSite(random).facility,
        (name) => name,
      ).filter((name) => sponsors.every((sponsor) => sponsor.name !== name));
      return { sponsors: [...sponsors, ...names.map((name) => ({ name, agencyClass: "Other" as const }))] };
    },
  },
  {
    name: "three classes of funders",
    apply: () => ({
      sponsors: [
        { name: "Tarnovi Biologics", agencyClass: "Industry" },
        { name: "Bureau of Biomedical Reserve", agencyClass: "U.S. Fed" },
        { name: "Wellhaven Trust", agencyClass: "Other" },
        { name: "Quintaz Laboratories (QTZ)", agencyClass: "Industry" },
      ],
    }),
  },
  {
    name: "six other ids",
    apply: () => ({
      otherIds: ["QTZ-10-2020", "IND990152", "FWX00015357", "2020-900142-31", "IRB Version 8/5/2020", "U9999-0001"],
    }),
  },
  { name: "no other id", apply: () => ({ otherIds: [] }) },
  { name: "backslash in an other id", apply: () => ({ otherIds: ["NHV\\2020\\004", "2020-900877-18"] }) },
  named("intervention name with a colon and a blank", [
    { type: "Drug", name: "Arm A: velaprasin 200 mg" },
    { type: "Diagnostic Test", name: "Serology by ELISA and : IgG, IgM at birth" },
    { type: "Other", name: "Other: Placebo" },
  ]),
  named("intervention name that holds a type", [
    { type: "Biological", name: "Two doses of Corvilla-2 (Biological: mRNA) - Low dose" },
    { type: "Radiation", name: "Phase 1" },
  ]),
  {
    name: "outcome measures that differ in case alone",
    apply: ({ outcomes }) => ({ outcomes: [...outcomes, "Blood gas analysis", "blood gas analysis"] }),
  },
  {
    name: "one condition per spelling of the disease",
    apply: () => ({ conditions: ["SARS-CoV-2", "Sars-CoV2", "COVID-19", "COVID19", "Covid 19", "2019-nCoV"] }),
  },
  { name: "condition in lower case", apply: () => ({ conditions: ["covid-19", "cytokine storm"] }) },
  { name: "condition in title case", apply: () => ({ conditions: ["Covid-19", "Cytokine Storm"] }) },
  { name: "no outcome measure", plan: { studyType: "Expanded Access" }, apply: () => ({ outcomes: [] }) },
];
