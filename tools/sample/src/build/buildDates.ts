import type { Random } from "../createRandom.ts";
import { dayNumber, isSameMonth } from "../registryDate.ts";
import type { RegistryDate, Status, StudyType, Trial } from "../Trial.ts";

/** Names the day of the invented export: nothing was posted after it, and no trial was completed after it. */
export const exportDay = dayNumber(2020, 8, 31);

type Dates = Pick<Trial, "start" | "primaryCompletion" | "completion" | "firstPosted" | "lastUpdatePosted">;

const onDay = (day: number): RegistryDate => ({ day, precision: "day" });
const clamp = (day: number, from: number, to: number): number => Math.max(from, Math.min(to, day));

/**
 * Keeps two dates comparable: dates of one month show the same precision.
 *
 * `May 2020` beside `May 20, 2020` has no order; the registry's own records never leave one open.
 */
const withOrder = (dates: readonly [RegistryDate, RegistryDate, RegistryDate]): ReadonlyArray<RegistryDate> => {
  const needsDay = dates.map((date) => dates.some((other) => other.precision === "day" && isSameMonth(date, other)));
  return dates.map((date, position) => (needsDay[position] ? onDay(date.day) : date));
};

const blurred = (random: Random, day: number, share: number): RegistryDate => ({
  day,
  precision: random.chance(share) ? "month" : "day",
});

const drawStart = (random: Random, status: Status): number => {
  if (random.chance(0.025)) return dayNumber(random.integer(2015, 2018), random.integer(1, 12), random.integer(1, 28));
  if (status === "Completed") return random.integer(dayNumber(2019, 12, 20), dayNumber(2020, 5, 31));
  if (status === "Not yet recruiting") return random.integer(dayNumber(2020, 4, 1), dayNumber(2020, 12, 1));
  return random.integer(dayNumber(2020, 2, 1), dayNumber(2020, 8, 10));
};

/**
 * Builds the dates of a trial so that they fit its status and each other.
 *
 * Ordered: start, primary completion, completion; first posted, last update. Completed and terminated trials end by their
 * last update. Expanded access has no dates of its own course.
 */
export const buildDates = (random: Random, studyType: StudyType, status: Status): Dates => {
  const opened = drawStart(random, status);
  const start = status === "Not yet recruiting" ? Math.max(opened, dayNumber(2020, 3, 1)) : opened;
  const posted = clamp(start + random.integer(-35, 45), start > dayNumber(2020, 1, 1) ? 20 : start, exportDay - 5);
  if (studyType === "Expanded Access") {
    const firstPosted = random.integer(dayNumber(2020, 3, 15), exportDay - 10);
    return { firstPosted: onDay(firstPosted), lastUpdatePosted: onDay(random.integer(firstPosted, exportDay)) };
  }
  // An old study enters these exports because it took up the new disease: it ends and is updated in 2020 or later.
  const earliestEnd = Math.max(start, dayNumber(2020, 2, 20));
  const hasEnded = status === "Completed" || status === "Terminated" || status === "Withdrawn";
  const latest = hasEnded ? exportDay - 3 : dayNumber(2026, 12, 31);
  const primary = clamp(start + (hasEnded ? random.integer(10, 75) : random.integer(45, 500)), earliestEnd, latest);
  const completed = clamp(primary + (random.chance(0.4) ? 0 : random.integer(5, hasEnded ? 30 : 400)), primary, latest);
  const reached = hasEnded ? completed : status === "Not yet recruiting" ? posted : start;
  const known = Math.max(posted, reached, dayNumber(2020, 3, 10));
  const [startDate, primaryCompletion, completion] = withOrder([
    blurred(random, start, 0.13),
    blurred(random, primary, 0.3),
    blurred(random, completed, hasEnded ? 0 : 0.32),
  ]);
  return {
    start: startDate,
    primaryCompletion,
    completion,
    firstPosted: onDay(posted),
    lastUpdatePosted: onDay(
      random.integer(known, Math.min(exportDay, known + (status === "Not yet recruiting" ? 30 : 60))),
    ),
  };
};
