import { type State, state, stateAndTown } from "./State.ts";

/** States and federal territories. */
export const malaysia: ReadonlyArray<State> = [
  state("Johor"),
  state("Kedah"),
  state("Kelantan"),
  stateAndTown("Kuala Lumpur", "Wilayah Persekutuan Kuala Lumpur", "WP Kuala Lumpur"),
  state("Labuan", "Wilayah Persekutuan Labuan"),
  stateAndTown(["Melaka", "Malacca"]),
  state("Negeri Sembilan"),
  state("Pahang"),
  state("Penang", "Pulau Pinang"),
  state("Perak"),
  state("Perlis"),
  stateAndTown("Putrajaya", "Wilayah Persekutuan Putrajaya"),
  state("Sabah"),
  state("Sarawak"),
  state("Selangor"),
  state("Terengganu"),
];
