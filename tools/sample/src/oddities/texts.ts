import type { Oddity } from "./Oddity.ts";

const titled = (name: string, title: string): Oddity => ({ name, apply: () => ({ title }) });
const called = (name: string, acronym: string): Oddity => ({ name, apply: () => ({ acronym }) });

const firstTwin = "Norhaven Registry of Recovery After COVID-19";
const secondTwin = "Awake Prone Positioning at Valmorin in COVID-19 Pneumonia";

const longTitle =
  "A Randomised, Double-blind, Placebo-controlled, Parallel-group, Multicentre Trial to Evaluate the Efficacy, Safety, Tolerability, Pharmacokinetics and Immunogenicity of Tarnovimab Combined With Caldosivir in Hospitalised Adults With Moderate to Severe COVID-19 Pneumonia (TARNOCAL)";

/** Characters, quotes and lengths that break a careless reader. */
export const textOddities: ReadonlyArray<Oddity> = [
  titled("title of two trials, first pair", firstTwin),
  titled("title of two trials, first pair", firstTwin),
  titled("title of two trials, second pair", secondTwin),
  titled("title of two trials, second pair", secondTwin),
  titled("title in double quotes", '"Influence of Confinement on the Daily Rhythm of Night Workers (COVID-19)"'),
  titled(
    "double quotes within a title",
    'Does a "Second Wave" of Fatigue Follow COVID-19? The "Long" Cohort of Auenfels',
  ),
  titled("title in two single quotes", "'' The Straw Breathing Position for COVID-19 in Peñalonga"),
  titled("very long title", longTitle),
  titled("very short title", "COVID in Åkerlunda"),
  titled(
    "title with many scripts and signs",
    "Étude Valmorin № 7 – “Souffle”: α/β-interferon ≥ 10 µg, SpO₂ ≤ 93 %, PaO2/FiO2 ± 5；（Клиника Зеленогора）、İzmir, Łódź, Ærøskøbing, Čakovec®™ • ∞",
  ),
  titled("title with a combining mark", "Yes\u0327ilc\u0327ınar I\u0307nhaler Trial in COVID-19"),
  titled("title that begins with a sign", "#BreatheAtHome: Early Velaprasin in Mild COVID-19"),
  {
    name: "double quotes in an outcome measure",
    apply: ({ outcomes }) => ({
      outcomes: [...outcomes, 'Answer "very much" or "extremely" to item 9, "shortness of breath"'],
    }),
  },
  {
    name: "outcome measure that begins with a dash",
    apply: ({ outcomes }) => ({ outcomes: ["- Combined endpoint -", ...outcomes, "=1 point per day, +/- 1 day"] }),
  },
  called("acronym of fourteen characters", "PALME COVID-19"),
  called("acronym that is the disease", "COVID-19"),
  called("acronym that begins with a sign", "@NORHAVEN"),
  called("acronym that ends in an apostrophe", "SORVA-RETRO'"),
  {
    name: "three documents",
    apply: () => ({
      documents: [
        { label: "Study Protocol and Statistical Analysis Plan: version 1.0", file: "Prot_SAP_000.pdf" },
        { label: "Study Protocol and Statistical Analysis Plan: version 1.1", file: "Prot_SAP_001.pdf" },
        { label: "Informed Consent Form", file: "ICF_002.pdf" },
      ],
    }),
  },
  {
    name: "two documents",
    apply: () => ({
      documents: [
        { label: "Study Protocol", file: "Prot_013.pdf" },
        { label: "Statistical Analysis Plan", file: "SAP_012.pdf" },
      ],
    }),
  },
  {
    name: "one document of three parts",
    apply: () => ({
      documents: [
        { label: "Study Protocol, Statistical Analysis Plan, and Informed Consent Form", file: "Prot_SAP_ICF_000.pdf" },
      ],
    }),
  },
];
