import { type State, state, stateAndTown } from "./State.ts";

/** Austria's states in German and English. */
export const austria: ReadonlyArray<State> = [
  state("Burgenland"),
  state("Kärnten", "Carinthia", "Kaernten"),
  state("Niederösterreich", "Niederoesterreich", "Lower Austria"),
  state("Oberösterreich", "Oberoesterreich", "Upper Austria"),
  stateAndTown("Salzburg"),
  state("Steiermark", "Styria"),
  state("Tirol", "Tyrol"),
  state("Vorarlberg"),
  stateAndTown(["Wien", "Vienna"]),
];
