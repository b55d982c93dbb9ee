import { type Fire, type Pause, readNewestFires, readPauses } from "@trialflow/operations";
import { Effect, Option } from "effect";
import { findWarehouse } from "../findWarehouse.ts";

/** What the ledger says of all schedules, by name. */
export interface Standing {
  readonly pauses: ReadonlyMap<string, Pause>;
  readonly newest: ReadonlyMap<string, Fire>;
}

/** Reads how the schedules stand; nothing is known where there is no warehouse yet. */
export const readStanding = Effect.map(
  findWarehouse(Effect.all({ pauses: readPauses, newest: readNewestFires })),
  Option.getOrElse((): Standing => ({ pauses: new Map(), newest: new Map() })),
);
