import { type State, state, stateAndTown } from "./State.ts";

/** Belgium's provinces and the capital region, in the languages that registrants use. */
export const belgium: ReadonlyArray<State> = [
  stateAndTown(["Antwerpen", "Antwerp", "Anvers"], "Provincie Antwerpen"),
  state("Brabant Wallon", "Walloon Brabant"),
  stateAndTown(
    ["Brussels", "Bruxelles", "Brussel"],
    "Brussels Capital",
    "Bruxelles-Capitale",
    "Brussels-Capital Region",
    "Brussels Hoofdstedelijk Gewest",
  ),
  state("Hainaut"),
  stateAndTown("Liège", "Province de Liège"),
  state("Limburg"),
  stateAndTown("Luxembourg"),
  stateAndTown("Namur", "Province de Namur"),
  state("Oost-Vlaanderen", "East Flanders"),
  state("Vlaams-Brabant", "Vlaams Brabant", "Flemish Brabant"),
  state("West-Vlaanderen", "West Flanders"),
  state("Vlaanderen", "Flanders"),
  state("Wallonie", "Wallonia"),
];
