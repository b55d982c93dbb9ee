import { type State, state } from "./State.ts";

/** Serbia's districts and provinces as seen in records. */
export const serbia: ReadonlyArray<State> = [
  state("Beograd okrug", "Grad Beograd"),
  state("Šumadijski okrug", "Sumadijski Okrug"),
  state("Nišavski okrug", "Nisavski Okrug"),
  state("Vojvodina"),
];
