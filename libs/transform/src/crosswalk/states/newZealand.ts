import { type State, state, stateAndTown } from "./State.ts";

/** New Zealand's regions as seen in records. */
export const newZealand: ReadonlyArray<State> = [
  stateAndTown("Auckland", "Auckland Region"),
  state("Bay of Plenty"),
  state("Canterbury"),
  state("Hawke's Bay"),
  state("Manawatu-Wanganui"),
  state("Northland"),
  state("Otago"),
  state("Taranaki"),
  state("Waikato"),
  stateAndTown("Wellington", "Wellington Region"),
];
