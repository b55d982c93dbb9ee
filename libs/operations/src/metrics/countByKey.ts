/** Gives every key a count, 0 where none was found: a series must not come and go with its first event. */
export const countByKey = <Key extends string>(
  keys: ReadonlyArray<Key>,
  found: ReadonlyArray<{ readonly key: Key; readonly count: number }>,
): Readonly<Record<Key, number>> => {
  const counts = new Map(found.map(({ key, count }) => [key, count]));
  return Object.fromEntries(keys.map((key) => [key, counts.get(key) ?? 0])) as Record<Key, number>;
};
