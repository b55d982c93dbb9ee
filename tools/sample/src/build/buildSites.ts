import type { Random } from "../createRandom.ts";
import type { Site } from "../Trial.ts";
import { facilityStyle } from "../vocabulary/facilities.ts";
import { places } from "../vocabulary/places.ts";
import { drawDistinct } from "./drawDistinct.ts";

const shares = places.map((place) => [place, place[1]] as const);

/** Builds a site in a city of a country, given as `City` or `City, State`, with an invented facility. */
export const buildSite = (random: Random, country: string, cityAndState: string): Site => {
  const style = facilityStyle(country);
  const [city = "", state] = cityAndState.split(", ");
  const facility = random.pick(style.patterns).replace("*", random.pick(style.placeNames));
  return { facility, city, state, country };
};

/** Draws a site, in a country by its share of the sites. */
export const drawSite = (random: Random): Site => {
  const [country, , cities] = random.weighted(shares);
  return buildSite(random, country, random.popular(cities));
};

const siteCountWeights: ReadonlyArray<readonly [readonly [from: number, to: number], number]> = [
  [[0, 0], 145],
  [[1, 1], 625],
  [[2, 2], 65],
  [[3, 5], 65],
  [[6, 12], 60],
  [[13, 40], 35],
  [[41, 90], 5],
];

/**
 * Builds the sites of a trial: mostly one, often none, seldom dozens; most of a trial's sites lie in its home country.
 *
 * No site is repeated: the registry does repeat some, and the oddities add those on purpose.
 */
export const buildSites = (random: Random, home: Site): ReadonlyArray<Site> => {
  const [from, to] = random.weighted(siteCountWeights);
  const count = random.integer(from, to);
  if (count === 0) return [];
  const cities = places.find(([country]) => country === home.country)?.[2] ?? [home.city];
  const isInternational = count > 5 && random.chance(0.4);
  const others = drawDistinct(
    count - 1,
    () =>
      isInternational && random.chance(0.6) ? drawSite(random) : buildSite(random, home.country, random.pick(cities)),
    (site) => JSON.stringify(site),
  ).filter((site) => JSON.stringify(site) !== JSON.stringify(home));
  return [home, ...others];
};
