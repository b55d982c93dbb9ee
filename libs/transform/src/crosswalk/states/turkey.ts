import { type State, state, stateAndTown } from "./State.ts";

/** Turkey's provinces that registrants give as the state; all are also their capital town. */
export const turkey: ReadonlyArray<State> = [
  stateAndTown("Adana"),
  stateAndTown("Ankara"),
  stateAndTown("Antalya"),
  stateAndTown("Bursa"),
  stateAndTown("Erzurum"),
  stateAndTown("Eskişehir", "Eskisehir"),
  stateAndTown("Gaziantep"),
  state("Hatay"),
  stateAndTown("Istanbul"),
  stateAndTown("İzmir"),
  stateAndTown("Kayseri"),
  state("Kocaeli"),
  stateAndTown("Konya"),
  stateAndTown("Mersin"),
  state("Sakarya"),
  stateAndTown("Trabzon"),
];
