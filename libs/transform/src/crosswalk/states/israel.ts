import { type State, state, stateAndTown } from "./State.ts";

/** Israel's districts as seen in records. */
export const israel: ReadonlyArray<State> = [
  state("HaDarom", "South District", "Southern District"),
  state("HaMerkaz", "Central District"),
  state("HaTsafon", "North", "North District", "Northern District"),
  stateAndTown("Haifa", "H̱efa"),
  stateAndTown(["Tel-Aviv", "Tel Aviv"]),
  state("Yerushalayim", "Jerusalem District"),
];
