import { type State, state } from "./State.ts";

/** Ireland's provinces and counties as seen in records. */
export const ireland: ReadonlyArray<State> = [
  state("Connacht"),
  state("Leinster"),
  state("Munster"),
  state("Ulster"),
  state("County Cork", "Co. Cork"),
  state("County Dublin", "Co. Dublin", "Co Dublin"),
  state("County Galway", "Co. Galway"),
];
