import { type State, state, stateAndTown } from "./State.ts";

/** The sixteen states in German, English and the spellings without umlauts. */
export const germany: ReadonlyArray<State> = [
  state("Baden-Württemberg", "Baden-Wuerttemberg", "Baden Wuerttemberg", "Baden Württemberg", "Baden-Württmberg", "BW"),
  state("Bayern", "Bavaria", "BY"),
  stateAndTown("Berlin"),
  state("Brandenburg"),
  stateAndTown("Bremen"),
  stateAndTown("Hamburg"),
  state("Hessen", "Hesse", "Hessia"),
  state("Mecklenburg-Vorpommern", "Mecklenburg-Western Pomerania", "MV"),
  state("Niedersachsen", "Lower Saxony"),
  state("Nordrhein-Westfalen", "North Rhine-Westphalia", "North Rhine Westphalia", "Nordrhein Westfalen", "NRW"),
  state("Rheinland-Pfalz", "Rhineland-Palatinate", "Rhineland Palatinate", "RLP"),
  state("Saarland"),
  state("Sachsen", "Saxony"),
  state("Sachsen-Anhalt", "Saxony-Anhalt", "Saxony Anhalt"),
  state("Schleswig-Holstein", "Schleswig Holstein"),
  state("Thüringen", "Thueringen", "Thuringia"),
];
