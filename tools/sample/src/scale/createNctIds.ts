const first = 10_000_000;
const last = 99_999_999;

/**
 * Creates a source of NCT numbers that none of the taken ones equals: NCT10000000, NCT10000001 and so on.
 *
 * Errors   the source throws when it runs out of numbers of eight digits
 */
export const createNctIds = (taken: ReadonlySet<string>): (() => string) => {
  let number = first;
  return () => {
    while (taken.has(`NCT${number}`)) number++;
    if (number > last)
      throw new Error(`No NCT number of eight digits is left; ${last} was the last. Ask for fewer copies.`);
    return `NCT${number++}`;
  };
};
