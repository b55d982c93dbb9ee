import { type State, state, stateAndTown } from "./State.ts";

/** Indonesia's provinces as seen in records. */
export const indonesia: ReadonlyArray<State> = [
  state("Bali"),
  state("Banten"),
  state("Central Java", "Jawa Tengah"),
  state("DKI Jakarta", "Daerah Khusus Ibukota Jakarta"),
  state("East Java", "Jawa Timur"),
  state("North Sumatera", "North Sumatra", "Sumatera Utara"),
  state("South Sulawesi", "Sulawesi Selatan"),
  state("West Java", "Jawa Barat"),
  stateAndTown("Yogyakarta", "DI Yogyakarta", "Daerah Istimewa Yogyakarta"),
];
