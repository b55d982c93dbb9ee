import type { Random } from "../createRandom.ts";
import type { AgeLimit } from "../Trial.ts";

const years = (value: number): AgeLimit => ({ value, unit: "Year" });

/** Builds the age limits of a trial: mostly adults without an upper limit, sometimes no limit at all. */
export const buildAges = (random: Random): { minimumAge?: AgeLimit; maximumAge?: AgeLimit } =>
  random.weighted<{ minimumAge?: AgeLimit; maximumAge?: AgeLimit }>([
    [{ minimumAge: years(18) }, 56],
    [{ minimumAge: years(18), maximumAge: years(random.pick([48, 60, 64, 65, 70, 75, 80, 85, 90, 99, 100])) }, 26],
    [{}, 9],
    [{ minimumAge: years(random.pick([12, 16, 20, 50, 60, 65, 70])) }, 4],
    [{ minimumAge: years(random.pick([1, 2, 6, 12])), maximumAge: years(random.pick([17, 18, 80, 100])) }, 3],
    [{ maximumAge: years(random.pick([15, 17, 18, 70, 99, 100])) }, 2],
  ]);
