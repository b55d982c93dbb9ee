import { type State, state } from "./State.ts";

/** Hungary's counties as seen in records. */
export const hungary: ReadonlyArray<State> = [
  state("Baranya"),
  state("Békés", "Bekes"),
  state("Borsod-Abaúj-Zemplén"),
  state("Csongrád", "Csongrad-Csanad"),
  state("Hajdú-Bihar"),
  state("Szabolcs-Szatmár-Bereg"),
  state("Pest"),
  state("Zala"),
];
