import { type State, state, stateAndTown } from "./State.ts";

/** Romania's counties as seen in records. */
export const romania: ReadonlyArray<State> = [
  stateAndTown("Arad"),
  state("Argeș", "Arges"),
  state("Bihor"),
  stateAndTown("Brașov", "Brasov"),
  stateAndTown(["București", "Bucharest", "Bucuresti"]),
  state("Cluj"),
  stateAndTown("Constanța", "Constanta"),
  state("Dolj"),
  stateAndTown("Iași", "Iasi"),
  state("Ilfov"),
  state("Mureș", "Mures"),
  state("Prahova"),
  stateAndTown("Sibiu"),
  stateAndTown("Suceava"),
  stateAndTown("Timiș", "Timis"),
];
