import { type State, state } from "./State.ts";

/** The federal subjects of Russia as seen in records. */
export const russianFederation: ReadonlyArray<State> = [
  state("Adygeya", "Adygeja"),
  state("Altai Krai", "Altai Region"),
  state("Bashkortostan", "Republic of Bashkortostan"),
  state("Chelyabinsk Oblast"),
  state("Dagestan"),
  state("Kemerovo Oblast", "Kemerovskaya Oblast"),
  state("Krasnodar Krai"),
  state("Krasnoyarsk Krai"),
  state("Leningrad Oblast", "Leningradskaya Oblast"),
  state("Moscow Oblast", "Moscow Region", "Moskovskaya Oblast", "Moskovskaja Oblast"),
  state("Novosibirsk Oblast"),
  state("Rostov Oblast", "Rostov Region"),
  state("Samara Oblast"),
  state("Sverdlovsk Oblast"),
  state("Tatarstan", "Republic of Tatarstan"),
  state("Tyumen Oblast", "Tyumenskaya Oblast"),
];
