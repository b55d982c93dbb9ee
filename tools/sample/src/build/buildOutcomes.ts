import type { Random } from "../createRandom.ts";
import { measures, strata, timeFrames } from "../vocabulary/outcomes.ts";
import { drawDistinct } from "./drawDistinct.ts";

const drawOutcome = (random: Random): string =>
  [random.popular(measures), random.pick(timeFrames), random.chance(0.15) ? random.pick(strata) : ""]
    .filter((part) => part !== "")
    .join(" ");

/** Builds as many different outcome measures as asked for. */
export const buildOutcomeList = (random: Random, count: number): ReadonlyArray<string> =>
  drawDistinct(
    count,
    () => drawOutcome(random),
    (outcome) => outcome,
  );

/** Builds the outcome measures of a trial: five on average, now and then dozens. */
export const buildOutcomes = (random: Random): ReadonlyArray<string> =>
  buildOutcomeList(
    random,
    random.weighted([
      [1, 16],
      [2, 14],
      [random.integer(3, 5), 26],
      [random.integer(6, 9), 24],
      [random.integer(10, 16), 14],
      [random.integer(17, 45), 6],
    ]),
  );
