import type { Console, Effect } from "effect";
import type { CommandEvent } from "./Activity.ts";

/** Shows on standard error what a command does. */
export interface ProgressDisplay {
  readonly tell: (event: CommandEvent) => Effect.Effect<void>;
  /** A console whose lines do not collide with the display. */
  readonly console: Console.Console;
}
