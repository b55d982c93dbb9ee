import { type State, state } from "./State.ts";

/** Croatia's counties as seen in records. */
export const croatia: ReadonlyArray<State> = [
  state("Grad Zagreb", "City of Zagreb"),
  state("Osječko-baranjska županija", "Osjecko-baranjska Zupanija"),
  state("Primorsko-goranska županija", "Primorsko-goranska Zupanija"),
  state("Splitsko-dalmatinska županija", "Splitsko-dalmatinska Zupanija"),
];
