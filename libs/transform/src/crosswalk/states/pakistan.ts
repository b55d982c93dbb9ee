import { type State, state } from "./State.ts";

/** Provinces and territories. */
export const pakistan: ReadonlyArray<State> = [
  state("Azad Kashmir", "Azad Jammu and Kashmir"),
  state("Balochistan"),
  state("Gilgit-Baltistan"),
  state("Islamabad Capital Territory", "Federal Capital", "ICT"),
  state("Khyber Pakhtunkhwa", "Khyber Pakhtoonkhwa", "KPK", "K.P.K", "NWFP"),
  state("Punjab"),
  state("Sindh", "Sind"),
];
