import { type State, state, stateAndTown } from "./State.ts";

/** Norway's counties of 2020 and before, as seen in records. */
export const norway: ReadonlyArray<State> = [
  state("Agder"),
  state("Akershus"),
  state("Buskerud"),
  state("Hedmark"),
  state("Hordaland"),
  state("Innlandet"),
  state("Møre og Romsdal"),
  state("Nordland"),
  state("Oppland"),
  stateAndTown("Oslo"),
  state("Rogaland"),
  state("Sogn og Fjordane"),
  state("Telemark"),
  state("Troms"),
  state("Troms og Finnmark", "Troms and Finnmark"),
  state("Trøndelag"),
  state("Vestfold"),
  state("Vestfold og Telemark", "Vestfold and Telemark"),
  state("Vestland"),
  state("Viken"),
  state("Østfold"),
];
