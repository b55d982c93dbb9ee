import type { Random } from "../createRandom.ts";
import type { Status, StudyType } from "../Trial.ts";

/** Builds the number of participants: none for expanded access, 0 exactly for withdrawn trials, else mostly dozens to thousands. */
export const buildEnrollment = (random: Random, studyType: StudyType, status: Status): number | undefined => {
  if (studyType === "Expanded Access") return undefined;
  if (status === "Withdrawn") return 0;
  return random.weighted([
    [random.integer(1, 25), 9],
    [random.integer(3, 20) * 10, 48],
    [random.integer(201, 520), 20],
    [random.integer(6, 30) * 100, 17],
    [random.integer(4, 60) * 1000, 5],
    [random.integer(100, 400) * 1000, 1],
  ]);
};
