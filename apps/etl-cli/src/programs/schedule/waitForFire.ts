import { type Fire, isOver, readFire } from "@trialflow/operations";
import { Effect } from "effect";
import type { CommandEvent } from "../../progress/Activity.ts";

const words = (fire: Fire): string =>
  fire.status === "running" && fire.runner !== null ? `running on ${fire.runner}` : fire.status;

/** Follows a fire until it ends, and tells of each change. */
export const waitForFire = (first: Fire, tell: (event: CommandEvent) => Effect.Effect<void>) =>
  Effect.gen(function* () {
    let fire = first;
    let told = "";
    while (!isOver(fire.status)) {
      if (words(fire) !== told) {
        told = words(fire);
        const text = `fire ${fire.fireId} is ${told}`;
        yield* tell({ _tag: "Note", text });
        yield* tell({ _tag: "Waiting", text: "waiting for its end" });
      }
      yield* Effect.sleep("1 second");
      fire = (yield* readFire(fire.fireId)) ?? fire;
    }
    return fire;
  });
