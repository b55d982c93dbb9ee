import { loadSchedules } from "@trialflow/operations";
import { Clock, Console, Effect } from "effect";
import { describeSchedule } from "../../document/describeSchedule.ts";
import { printFailure } from "../../document/printFailure.ts";
import { renderSchedules } from "../../render/renderSchedules.ts";
import { readStanding } from "./readStanding.ts";

/** Prints the schedules and how each stands. */
export const listProgram = ({ isJson }: { readonly isJson: boolean }) =>
  Effect.gen(function* () {
    const found = yield* loadSchedules();
    const { pauses, newest } = yield* readStanding;
    const now = new Date(yield* Clock.currentTimeMillis);
    const schedules = found.map((schedule) =>
      describeSchedule(schedule, {
        pause: pauses.get(schedule.name) ?? null,
        lastFire: newest.get(schedule.name) ?? null,
        now,
      }),
    );
    yield* Console.log(isJson ? JSON.stringify({ schedules }, null, 2) : renderSchedules(schedules));
  }).pipe(printFailure(isJson));
