/** What the statements of one name took together. */
export interface StatementTime {
  readonly operation: string;
  readonly count: number;
  readonly totalMs: number;
  readonly longestMs: number;
}

const line = /^debug: (\S+) (\d+) ms$/gm;

/** Sums up the statements of a command's log at debug level, the longest first. Statements that ran beside each other count in full. */
export const statementTimes = (log: string): ReadonlyArray<StatementTime> => {
  const times = new Map<string, StatementTime>();
  for (const [, operation = "", text] of log.matchAll(line)) {
    const ms = Number(text);
    const known = times.get(operation) ?? { operation, count: 0, totalMs: 0, longestMs: 0 };
    times.set(operation, {
      operation,
      count: known.count + 1,
      totalMs: known.totalMs + ms,
      longestMs: Math.max(known.longestMs, ms),
    });
  }
  return [...times.values()].toSorted((a, b) => b.totalMs - a.totalMs);
};
