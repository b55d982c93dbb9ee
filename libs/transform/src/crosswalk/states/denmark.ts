import { type State, state } from "./State.ts";

/** Denmark's five regions in Danish and English. */
export const denmark: ReadonlyArray<State> = [
  state("Hovedstaden", "Region Hovedstaden", "Region Hovedstanden", "Capital Region", "Capital Region of Denmark"),
  state("Midtjylland", "Region Midtjylland", "Central Denmark Region", "Central Jutland"),
  state("Nordjylland", "Region Nordjylland", "North Denmark Region"),
  state("Sjælland", "Region Sjælland", "Sjaelland", "Region Sjaelland", "Region Zealand", "Zealand Region", "Zealand"),
  state(
    "Syddanmark",
    "Region Syddanmark",
    "Region of Southern Denmark",
    "Region Southern Denmark",
    "Southern Region",
    "Southern Denmark",
  ),
];
