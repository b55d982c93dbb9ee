import type { Random } from "../createRandom.ts";
import type { Intervention, StudyType } from "../Trial.ts";
import { biologicals, doses, drugs, otherInterventions } from "../vocabulary/interventions.ts";
import { drawDistinct } from "./drawDistinct.ts";

const capitalise = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const otherShares = otherInterventions.map(
  (entry, position) => [entry, [45, 8, 14, 12, 9, 5, 4, 1.5, 0.8, 0.6][position] ?? 1] as const,
);

const drawMedicine = (random: Random): Intervention => {
  const isDrug = random.chance(0.82);
  const name = capitalise(random.popular(isDrug ? drugs : biologicals));
  return { type: isDrug ? "Drug" : "Biological", name: random.chance(0.18) ? `${name} ${random.pick(doses)}` : name };
};

const drawOther = (random: Random): Intervention => {
  const [type, names] = random.weighted(otherShares);
  return { type, name: random.popular(names) };
};

/** Builds the interventions of a trial; an observational one often has none, expanded access always gives a medicine. */
export const buildInterventions = (random: Random, studyType: StudyType): ReadonlyArray<Intervention> => {
  if (studyType === "Expanded Access") return [drawMedicine(random)];
  if (studyType === "Observational" && random.chance(0.37)) return [];
  const count = random.weighted([
    [1, 58],
    [2, 26],
    [3, 10],
    [4, 4],
    [6, 2],
  ]);
  const medicineShare = studyType === "Interventional" ? 0.66 : 0.06;
  return drawDistinct(
    count,
    () => (random.chance(medicineShare) ? drawMedicine(random) : drawOther(random)),
    ({ type, name }) => `${type}: ${name}`.toLowerCase(),
  );
};
