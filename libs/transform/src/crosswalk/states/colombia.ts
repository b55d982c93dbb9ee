import { type State, state, stateAndTown } from "./State.ts";

/** Departments and the capital district. */
export const colombia: ReadonlyArray<State> = [
  state("Antioquia", "Antioquia-CO"),
  state("Atlántico"),
  stateAndTown(
    "Bogotá",
    "Bogotá Distrito Capital",
    "Distrito Capital de Bogotá",
    "Bogotá D.C.",
    "Bogotá DC",
    "DC",
    "D.C.",
  ),
  state("Bolívar"),
  state("Boyacá"),
  state("Caldas"),
  state("Cauca"),
  state("Cesar"),
  state("Cundinamarca"),
  state("Córdoba"),
  state("Huila"),
  state("Magdalena"),
  state("Meta"),
  state("Nariño"),
  state("Norte de Santander"),
  state("Quindío"),
  state("Risaralda"),
  state("Santander"),
  state("Sucre"),
  state("Tolima"),
  state("Valle del Cauca", "Valle"),
];
