import { type State, state } from "./State.ts";

/** Ghana's regions as seen in records. */
export const ghana: ReadonlyArray<State> = [
  state("Ashanti", "Ashanti Region"),
  state("Greater Accra", "Greater Accra Region"),
  state("Volta", "Volta Region"),
];
