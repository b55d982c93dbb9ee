import { Duration } from "effect";

/** The lock that a step holds which is carried from outside of its process: one of a database at a time. */
export const stepLock = "step";

/** Nobody else has the step in the engine's eyes: who still holds it so long does not know that it was taken away. */
export const frozenAfter: Duration.Duration = Duration.seconds(10);
