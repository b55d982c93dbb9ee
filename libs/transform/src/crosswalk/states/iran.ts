import { type State, state, stateAndTown } from "./State.ts";

/** Iran's provinces as seen in records. */
export const iran: ReadonlyArray<State> = [
  state("Fars"),
  state("Khuzestan"),
  state("Mazandaran"),
  state("Razavi Khorasan", "Khorasan Razavi"),
  state("East Azerbaijan"),
  stateAndTown("Tehran"),
];
