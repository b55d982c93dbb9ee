import { type State, state, stateAndTown } from "./State.ts";

/** Portugal's districts and regions as seen in records. */
export const portugal: ReadonlyArray<State> = [
  state("Algarve"),
  stateAndTown("Braga"),
  stateAndTown("Coimbra"),
  stateAndTown("Faro"),
  stateAndTown(["Lisboa", "Lisbon"]),
  stateAndTown(["Porto", "Oporto"]),
  stateAndTown("Setúbal", "Setubal"),
  stateAndTown("Viseu"),
];
