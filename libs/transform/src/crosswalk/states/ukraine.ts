import { type State, state } from "./State.ts";

/** Ukraine's regions as seen in records. */
export const ukraine: ReadonlyArray<State> = [
  state("Chernivtsi Oblast", "Chernivtsi Region"),
  state("Dnipropetrovsk Oblast", "Dnipropetrovska Oblast", "Dnipropetrovsk Region"),
  state("Ivano-Frankivsk Oblast", "Ivano-Frankivska Oblast", "Ivano-Frankivs'k Region", "Ivano-Frankivsk Region"),
  state("Kharkiv Oblast", "Kharkivska Oblast", "Kharkiv Region"),
  state("Kyiv Oblast", "Kyivska Oblast", "Kyiv Region"),
  state("Lviv Oblast", "Lvivska Oblast", "Lviv Region"),
  state("Odesa Oblast", "Odeska Oblast", "Odesa Region", "Odessa Region"),
  state("Ternopil Oblast", "Ternopilska Oblast", "Ternopil' Region", "Ternopil Region"),
  state("Vinnytsia Oblast", "Vinnytska Oblast", "Vinnitsia Region", "Vinnytsia Region"),
  state("Volyn Oblast", "Volynska Oblast", "Volyn Region"),
  state("Zakarpattia Oblast", "Zakarpatska Oblast"),
];
