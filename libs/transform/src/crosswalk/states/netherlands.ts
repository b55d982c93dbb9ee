import { type State, state, stateAndTown } from "./State.ts";

/** The twelve provinces of the Netherlands. */
export const netherlands: ReadonlyArray<State> = [
  state("Drenthe"),
  state("Flevoland"),
  state("Friesland", "Fryslân"),
  state("Gelderland"),
  stateAndTown("Groningen"),
  state("Limburg"),
  state("Noord-Brabant", "Brabant", "North Brabant"),
  state("Noord-Holland", "Noord Holland", "North Holland"),
  state("Overijssel"),
  stateAndTown("Utrecht"),
  state("Zeeland"),
  state("Zuid-Holland", "Zuid Holland", "South Holland"),
];
