import { type State, state } from "./State.ts";

/** Czechia's regions as seen in records. */
export const czechia: ReadonlyArray<State> = [
  state("Bohemia"),
  state("Jihomoravský kraj", "South Moravia", "South Moravian Region"),
  state("Moravia"),
  state("Moravskoslezský kraj", "Moravian-Silesian Region"),
  state("Středočeský kraj", "Central Bohemia", "Central Bohemian Region"),
];
