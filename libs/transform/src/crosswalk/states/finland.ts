import { type State, state } from "./State.ts";

/** Finland's regions as seen in records. */
export const finland: ReadonlyArray<State> = [
  state("Kanta-Häme"),
  state("Pirkanmaa"),
  state("Pohjois-Pohjanmaa", "North Ostrobothnia"),
  state("Pohjois-Savo", "Northern Savonia"),
  state("Uusimaa"),
  state("Varsinais-Suomi", "Southwest Finland"),
];
