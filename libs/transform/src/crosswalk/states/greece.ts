import { type State, state } from "./State.ts";

/** Greece's regions as seen in records. */
export const greece: ReadonlyArray<State> = [
  state("Attiki", "Attica", "Attikí"),
  state("Central Macedonia"),
  state("Crete", "Kriti"),
  state("Epirus", "Ipeiros"),
  state("Evros"),
  state("Peloponnese"),
  state("Sterea Ellada", "Central Greece"),
  state("Thessaly", "Thessalia"),
  state("Western Greece"),
];
