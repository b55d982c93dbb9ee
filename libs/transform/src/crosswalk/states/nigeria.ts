import { type State, state, stateAndTown } from "./State.ts";

/** Nigeria's states as seen in records, and the capital territory. */
export const nigeria: ReadonlyArray<State> = [
  state("Abia", "Abia State"),
  state("Benue", "Benue State"),
  state("Borno", "Borno State"),
  state("Cross River", "Cross River State"),
  state("Delta", "Delta State"),
  state("Edo", "Edo State"),
  stateAndTown("Enugu", "Enugu State"),
  state("Federal Capital Territory", "FCT"),
  stateAndTown("Kaduna", "Kaduna State"),
  stateAndTown("Kano", "Kano State"),
  state("Kwara", "Kwara State"),
  stateAndTown("Lagos", "Lagos State"),
  state("Ogun", "Ogun State"),
  state("Osun", "Osun State"),
  state("Oyo", "Oyo State"),
  state("Plateau", "Plateau State"),
  state("Rivers", "Rivers State"),
  stateAndTown("Sokoto", "Sokoto State"),
];
