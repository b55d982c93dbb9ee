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

/** How far a name is from what was typed; infinite where it cannot have been meant. */
const scoreOf = (typed: string, name: string): number => {
  const [wanted, candidate] = [typed, name].map((text) => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_"));
  if (wanted === undefined || candidate === undefined || wanted === "") return Number.POSITIVE_INFINITY;
  if (candidate.includes(wanted) || wanted.includes(candidate)) return Math.abs(candidate.length - wanted.length) / 100;
  const score = distance(wanted, candidate);
  return score > wanted.length / 2 ? Number.POSITIVE_INFINITY : score;
};

/** Names in the order of how close they are to what was typed. */
export interface ClosestNames {
  /** The closest first; a name that holds what was typed, or is held by it, is close. */
  readonly close: ReadonlyArray<string>;
  /** In their own order. */
  readonly others: ReadonlyArray<string>;
}

/** Tells the names that are close to what was typed from the others. */
export const closestNames = (typed: string, names: ReadonlyArray<string>): ClosestNames => {
  const scored = names.map((name) => ({ name, score: scoreOf(typed, name) }));
  const isClose = ({ score }: { readonly score: number }) => score !== Number.POSITIVE_INFINITY;
  return {
    close: scored
      .filter(isClose)
      .toSorted((a, b) => a.score - b.score)
      .map(({ name }) => name),
    others: scored.filter((entry) => !isClose(entry)).map(({ name }) => name),
  };
};
