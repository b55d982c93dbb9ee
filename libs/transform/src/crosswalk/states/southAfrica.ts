import { type State, state } from "./State.ts";

/** The nine provinces. */
export const southAfrica: ReadonlyArray<State> = [
  state("Eastern Cape"),
  state("Free State", "Free State of South Africa"),
  state("Gauteng"),
  state("KwaZulu-Natal", "KwaZulu- Natal", "KwaZulu Natal", "KZN"),
  state("Limpopo"),
  state("Mpumalanga"),
  state("North West", "North-West"),
  state("Northern Cape"),
  state("Western Cape"),
];
