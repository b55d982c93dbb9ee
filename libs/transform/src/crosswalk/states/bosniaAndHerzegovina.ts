import { type State, state } from "./State.ts";

/** Bosnia and Herzegovina's entities and cantons as seen in records. */
export const bosniaAndHerzegovina: ReadonlyArray<State> = [
  state("Kanton Sarajevo", "Sarajevo Canton"),
  state("Republika Srpska", "Srpska"),
];
