import type { Random } from "../createRandom.ts";
import { covidSpellings, otherConditions } from "../vocabulary/conditions.ts";
import { drawDistinct } from "./drawDistinct.ts";

/** Builds the conditions of a trial: one spelling of the disease first on most trials, then whatever accompanies it. */
export const buildConditions = (random: Random): ReadonlyArray<string> => {
  const count = random.weighted([
    [1, 54],
    [2, 23],
    [3, 11],
    [4, 6],
    [6, 4],
    [9, 2],
  ]);
  const startsWithDisease = random.chance(0.82);
  const drawn = drawDistinct(
    count,
    () => random.popular(random.chance(0.3) ? covidSpellings : otherConditions),
    (name) => name.toLowerCase(),
  );
  if (!startsWithDisease) return drawn;
  const disease = random.popular(covidSpellings);
  return [disease, ...drawn.filter((name) => name.toLowerCase() !== disease.toLowerCase())].slice(0, count);
};
