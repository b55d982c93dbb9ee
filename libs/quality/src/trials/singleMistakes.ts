import type { Tolerance } from "../Check.ts";

/**
 * Tolerates single wrong records: a registry always has some, and they must not keep the others from analysts. They are told as a
 * warning with their keys; when more than one record in a hundred breaks a rule, something is wrong with the file or with us.
 */
export const singleMistakes: Tolerance = { maxFailedShare: 0.01 };
