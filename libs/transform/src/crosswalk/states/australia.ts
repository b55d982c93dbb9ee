import { type State, state } from "./State.ts";

/** States and territories. */
export const australia: ReadonlyArray<State> = [
  state("Australian Capital Territory", "ACT"),
  state("New South Wales", "NSW"),
  state("Northern Territory", "NT"),
  state("Queensland", "QLD"),
  state("South Australia", "SA"),
  state("Tasmania", "TAS"),
  state("Victoria", "VIC"),
  state("Western Australia", "WA"),
];
