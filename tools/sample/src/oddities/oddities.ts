import { ageOddities } from "./ages.ts";
import { dateOddities } from "./dates.ts";
import { designOddities } from "./designs.ts";
import { listOddities } from "./lists.ts";
import type { Oddity } from "./Oddity.ts";
import { siteOddities } from "./sites.ts";
import { textOddities } from "./texts.ts";

/** Lists every oddity, in the order in which the trials receive them. */
export const oddities: ReadonlyArray<Oddity> = [
  ...ageOddities,
  ...dateOddities,
  ...designOddities,
  ...listOddities,
  ...siteOddities,
  ...textOddities,
];

const cycle = 500;
const firstPosition = 4;
const distance = 5;

/**
 * Looks up the oddity of the trial at a position, if it has one.
 *
 * Each list of 500 trials holds every oddity, with ordinary trials between them; longer lists repeat the pattern.
 */
export const oddityAt = (position: number, from: ReadonlyArray<Oddity> = oddities): Oddity | undefined => {
  const place = (position % cycle) - firstPosition;
  return place < 0 || place % distance !== 0 ? undefined : from[place / distance];
};
