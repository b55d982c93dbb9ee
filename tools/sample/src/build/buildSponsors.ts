import type { Random } from "../createRandom.ts";
import type { Site, Sponsor } from "../Trial.ts";
import { collaborators, companies, federalAgencies, nihInstitutes } from "../vocabulary/sponsors.ts";
import { drawSite } from "./buildSites.ts";
import { drawDistinct } from "./drawDistinct.ts";

const countWeights: ReadonlyArray<readonly [readonly [from: number, to: number], number]> = [
  [[1, 1], 62],
  [[2, 2], 21],
  [[3, 4], 12],
  [[5, 9], 4],
  [[10, 24], 1],
];

const drawCollaborator = (random: Random): Sponsor =>
  random.weighted<() => Sponsor>([
    [() => ({ name: drawSite(random).facility, agencyClass: "Other" }), 60],
    [() => ({ name: random.pick(collaborators), agencyClass: "Other" }), 22],
    [() => ({ name: random.pick(companies), agencyClass: "Industry" }), 13],
    [() => ({ name: random.pick(nihInstitutes), agencyClass: "NIH" }), 4],
    [() => ({ name: random.pick(federalAgencies), agencyClass: "U.S. Fed" }), 1],
  ])();

/** Builds the lead sponsor, mostly the hospital of the home site, and its collaborators. */
export const buildSponsors = (random: Random, home: Site): ReadonlyArray<Sponsor> => {
  const lead = random.weighted<Sponsor>([
    [{ name: home.facility, agencyClass: "Other" }, 85],
    [{ name: random.popular(companies), agencyClass: "Industry" }, 13],
    [{ name: random.pick(nihInstitutes), agencyClass: "NIH" }, 1],
    [{ name: random.pick(federalAgencies), agencyClass: "U.S. Fed" }, 0.5],
  ]);
  const [from, to] = random.weighted(countWeights);
  const others = drawDistinct(
    random.integer(from, to) - 1,
    () => drawCollaborator(random),
    ({ name }) => name,
  );
  return [lead, ...others.filter(({ name }) => name !== lead.name)];
};
