import { type State, state, stateAndTown } from "./State.ts";

/** Chile's regions as seen in records. */
export const chile: ReadonlyArray<State> = [
  state("Araucanía", "Región de la Araucanía"),
  state("Biobío", "Región del Biobío"),
  state("Maule", "Región del Maule"),
  state(
    "Región Metropolitana de Santiago",
    "Region Metropolitana",
    "Metropolitana",
    "RM",
    "Santiago Metropolitan Region",
  ),
  stateAndTown("Valparaíso", "Región de Valparaíso"),
];
