import { type State, state } from "./State.ts";

/** Saudi Arabia's regions as seen in records. */
export const saudiArabia: ReadonlyArray<State> = [
  state("Al Qassim", "Qassim", "Al-Qassim"),
  state("Asir"),
  state("Central Region", "Central"),
  state("Eastern Province", "Eastern", "Eastern Region", "Eastern Provence", "Ash Sharqiyah"),
  state("Makkah", "Makkah Province", "Makkah Region"),
  state("Western Region", "Western"),
];
