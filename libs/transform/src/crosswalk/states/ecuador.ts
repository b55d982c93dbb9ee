import { type State, state } from "./State.ts";

/** Ecuador's provinces as seen in records. */
export const ecuador: ReadonlyArray<State> = [state("Azuay"), state("Guayas"), state("Manabí"), state("Pichincha")];
