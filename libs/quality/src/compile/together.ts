/** Puts together what is alike, in the order of the first of each. */
export const together = <A>(
  values: ReadonlyArray<A>,
  isAlike: (a: A, b: A) => boolean,
): ReadonlyArray<readonly [A, ...A[]]> => {
  const groups: Array<[A, ...A[]]> = [];
  for (const value of values) {
    const group = groups.find(([first]) => isAlike(first, value));
    if (group === undefined) groups.push([value]);
    else group.push(value);
  }
  return groups;
};
