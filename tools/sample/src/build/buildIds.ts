import type { Random } from "../createRandom.ts";
import { nameEnds, nameStems } from "../vocabulary/titles.ts";

/** Lies far above every number that the registry has given out, so that no invented trial meets a real one. */
const firstNctNumber = 90_000_001;
const lastNctNumber = 99_999_999;

/** Gives the NCT number of the trial at a position, counted from 0. */
export const nctIdAt = (position: number): string => {
  const number = firstNctNumber + position;
  if (number > lastNctNumber) {
    throw new Error(
      `No NCT number is left for the trial at position ${position}; at most ${lastNctNumber - firstNctNumber + 1} fit.`,
    );
  }
  return `NCT${number}`;
};

const longestAcronym = 14;

/** Builds a study name of at most 14 characters, the registry's limit, or none for about half of the trials. */
export const buildAcronym = (random: Random): string => {
  if (random.chance(0.54)) return "";
  const [stem, end] = [random.pick(nameStems), random.pick(nameEnds)];
  const numbered = `${stem}${random.integer(2, 40)}${end}`;
  const fitting = [...(random.chance(0.25) ? [numbered] : []), `${stem}${end}`, stem];
  return fitting.find((name) => name.length <= longestAcronym) ?? stem;
};

const digits = (random: Random, count: number): string =>
  Array.from({ length: count }, () => random.integer(0, 9)).join("");

/** Builds the sponsor's own number and, for some trials, numbers of other bodies; EudraCT numbers start at 2020-9, which none does. */
export const buildOtherIds = (random: Random, acronym: string): ReadonlyArray<string> => {
  const own = random.weighted([
    [`${random.pick(["NHV", "VAL", "S", "PRO", "QTZ", "IRB", "RC"])}-2020-${digits(random, 4)}`, 50],
    [`${random.integer(20, 21)}-${digits(random, 6)}`, 25],
    [`${random.pick(["N-", "CE ", "FWX", "0"])}${digits(random, 5)}.${random.integer(1, 12)}`, 15],
    [acronym === "" ? `STUDY${digits(random, 8)}` : acronym, 10],
  ]);
  const others = [
    ...(random.chance(0.07) ? [`2020-9${digits(random, 5)}-${random.integer(10, 99)}`] : []),
    ...(random.chance(0.05) ? [`2020-A9${digits(random, 4)}-${random.integer(30, 39)}`] : []),
    ...(random.chance(0.02) ? [`U${digits(random, 4)}-${digits(random, 4)}`, `X01LX${digits(random, 6)}`] : []),
  ];
  return [own, ...others];
};
