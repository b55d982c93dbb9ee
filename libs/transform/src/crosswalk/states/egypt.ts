import { type State, state, stateAndTown } from "./State.ts";

/** Egypt's governorates as seen in records, with their romanisations. */
export const egypt: ReadonlyArray<State> = [
  stateAndTown("Alexandria"),
  state("Assiut Governorate"),
  state("Beheira"),
  stateAndTown("Cairo", "Cairo Governorate"),
  state("Dakahlia", "Dakahlyia", "El Dakahlia", "Ad Daqahliyah"),
  state("Damietta Governorate", "Damiete Governonate"),
  state("Gharbia", "El Gharbyia", "El-Gharbia", "Gharbiya"),
  stateAndTown("Giza"),
  state("Kafr El-Sheikh Governorate"),
  state("Menoufia", "Menoufiya", "Menofia"),
  state("Qalyubia", "Qalubia", "Qaliobia"),
  state("Sharqia", "Sharkia", "EL Sharkya", "Al Sharqia"),
];
