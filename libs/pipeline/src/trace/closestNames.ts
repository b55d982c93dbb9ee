/** Counts the letters to add, remove or replace to make one name of another. */
const distance = (from: string, to: string): number => {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
};

/**
 * Puts the names that are close to what was typed first, the closest of all at the start; the others follow in their own order. A name
 * that holds what was typed, or is held by it, is close.
 */
export const closestNames = (typed: string, names: ReadonlyArray<string>): ReadonlyArray<string> => {
  const wanted = typed.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_");
  const score = (name: string) =>
    wanted !== "" && (name.includes(wanted) || wanted.includes(name))
      ? Math.abs(name.length - wanted.length) / 100
      : distance(wanted, name);
  return names
    .map((name, index) => ({
      name,
      index,
      score: score(name) > wanted.length / 2 ? Number.POSITIVE_INFINITY : score(name),
    }))
    .sort((a, b) => (a.score === b.score ? a.index - b.index : a.score - b.score))
    .map(({ name }) => name);
};
