import { type State, state } from "./State.ts";

/** The Philippines' provinces and regions as seen in records. */
export const philippines: ReadonlyArray<State> = [
  state("Batangas"),
  state("Benguet"),
  state("Bulacan"),
  state("Cavite"),
  state("Iloilo"),
  state("Laguna"),
  state("Metro Manila", "National Capital Region", "NCR"),
];
