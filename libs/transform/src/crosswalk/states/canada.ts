import { type State, state, stateAndTown } from "./State.ts";

/** Provinces and territories. */
export const canada: ReadonlyArray<State> = [
  state("Alberta", "AB", "Alberty"),
  state("British Columbia", "BC", "BC - British Columbia"),
  state("Manitoba", "MB"),
  state("New Brunswick", "NB"),
  state("Newfoundland and Labrador", "NL", "Newfoundland"),
  state("Northwest Territories", "NT"),
  state("Nova Scotia", "NS"),
  state("Nunavut", "NU"),
  state("Ontario", "ON", "Ont"),
  state("Prince Edward Island", "PE", "PEI"),
  stateAndTown("Quebec", "QC", "PQ", "Quebec Province"),
  state("Saskatchewan", "SK"),
  state("Yukon", "YT", "Yukon Territory"),
];
