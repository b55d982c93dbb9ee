import { readFires, ticksBetween } from "@trialflow/operations";
import { Clock, Console, Effect, Option } from "effect";
import { describeSchedule } from "../../document/describeSchedule.ts";
import { printFailure } from "../../document/printFailure.ts";
import { renderSchedule } from "../../render/renderSchedule.ts";
import { findWarehouse } from "../findWarehouse.ts";
import { demandName } from "./demandName.ts";
import { readStanding } from "./readStanding.ts";

const mostShown = 5;
const endOfTime = new Date("9999-12-31T00:00:00Z");

/** Prints a schedule with its next ticks and its newest fires. */
export const showProgram = ({ name, isJson }: { readonly name: string; readonly isJson: boolean }) =>
  Effect.gen(function* () {
    const found = yield* demandName(name);
    const { pauses, newest } = yield* readStanding;
    const now = new Date(yield* Clock.currentTimeMillis);
    const schedule = describeSchedule(found, {
      pause: pauses.get(name) ?? null,
      lastFire: newest.get(name) ?? null,
      now,
    });
    const nextTicks = found.isEnabled ? ticksBetween(found, now, endOfTime, mostShown) : [];
    const fires = Option.getOrElse(yield* findWarehouse(readFires({ schedule: name, limit: mostShown })), () => []);
    const document = { schedule, nextTicks, fires };
    yield* Console.log(isJson ? JSON.stringify(document, null, 2) : renderSchedule(document));
  }).pipe(printFailure(isJson));
