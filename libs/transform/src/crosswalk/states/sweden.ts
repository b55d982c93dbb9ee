import { type State, state, stateAndTown } from "./State.ts";

/** Sweden's counties and the provinces and regions that registrants give instead. */
export const sweden: ReadonlyArray<State> = [
  state("Blekinge"),
  state("Dalarna"),
  state("Gotland"),
  state("Gävleborg"),
  state("Halland"),
  state("Jämtland"),
  state("Jönköpings län", "Jonkopings Lan"),
  state("Kalmar län", "Kalmar Lan"),
  state("Kronoberg"),
  state("Norrbotten"),
  state("Skåne", "Skåne Län", "Region Skåne", "Skane Lan"),
  state("Småland"),
  stateAndTown("Stockholm", "Stockholms Län", "Region Stockholm"),
  state("Södermanland"),
  stateAndTown("Uppsala", "Uppsala Län"),
  state("Värmland"),
  state("Västerbotten"),
  state("Västernorrland"),
  state("Västmanland"),
  state("Västra Götaland", "Västra Götalands Län", "VGR", "Västra Götalandsregionen"),
  state("Örebro län", "Orebro Lan"),
  state("Östergötland", "Region Östergötland"),
];
