import type { Check } from "./Check.ts";

/** Checks that are executed together and give one verdict. */
export interface Suite {
  readonly name: string;
  /** Recorded with every verdict: raise it whenever a check changes its meaning. */
  readonly version: string;
  readonly checks: ReadonlyArray<Check>;
}

const complaintAbout = (check: Check): string | undefined => {
  const { name, tolerance } = check;
  const { maxFailedCount = 0, maxFailedShare = 0 } = tolerance;
  if (!/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name)) return `the check name "${name}" is not in snake_case`;
  if (!(maxFailedCount >= 0)) return `${name} tolerates ${maxFailedCount} rows, expected 0 or more`;
  if (!(maxFailedShare >= 0 && maxFailedShare <= 1)) {
    return `${name} tolerates a share of ${maxFailedShare}, expected 0 to 1`;
  }
  return undefined;
};

/**
 * Declares a suite.
 *
 * Errors   throws when it has no check (it would pass whatever the data), when two checks share a name, when a name is not
 *          in snake_case, or when a tolerance is not possible: a declaration like that is a bug
 */
export const suite = (declaration: Suite): Suite => {
  const { name, checks } = declaration;
  if (checks.length === 0) throw new Error(`suite ${name}: it has no check and would pass everything; give it one`);
  const seen = new Set<string>();
  for (const check of checks) {
    const complaint = seen.has(check.name) ? `two checks are named ${check.name}` : complaintAbout(check);
    if (complaint !== undefined) throw new Error(`suite ${name}: ${complaint}`);
    seen.add(check.name);
  }
  return declaration;
};
