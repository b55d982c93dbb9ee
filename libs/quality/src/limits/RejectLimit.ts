/**
 * How many trials may have a reject of a reason that nobody waived: a number of trials, or a share of the load's trials from 0 to 1.
 */
export type RejectLimit = { readonly reason: string } & (
  | { readonly maxFailedCount: number }
  | { readonly maxFailedShare: number }
);

/** What one entry is expected to look like, for people. */
const expected = "entries such as unknown_country=10 or malformed_date=0.5%, separated by commas";

/** Parses limits as `TRIALFLOW_QUALITY_REJECT_LIMITS` gives them; a text says what is wrong. */
export const parseRejectLimits = (text: string): ReadonlyArray<RejectLimit> | string => {
  const limits = new Map<string, RejectLimit>();
  for (const entry of text.split(",").map((part) => part.trim())) {
    const [, reason = "", amount = "", unit] = /^([a-z][a-z0-9_]*)\s*=\s*(\d+(?:\.\d+)?)\s*(%?)$/.exec(entry) ?? [];
    if (reason === "") return `Expected ${expected}, found "${entry}"`;
    if (limits.has(reason)) return `Expected one limit for each reason, found two for ${reason}`;
    const number = Number(amount);
    if (unit === "%") {
      if (number > 100) return `Expected a share of at most 100 %, found "${entry}"`;
      limits.set(reason, { reason, maxFailedShare: number / 100 });
    } else {
      if (!Number.isSafeInteger(number)) return `Expected a whole number of trials or a share in %, found "${entry}"`;
      limits.set(reason, { reason, maxFailedCount: number });
    }
  }
  return [...limits.values()].toSorted((a, b) => a.reason.localeCompare(b.reason, "en"));
};

/** Says a limit in words. */
export const limitText = (limit: RejectLimit): string =>
  "maxFailedCount" in limit
    ? `${limit.maxFailedCount} trials`
    : `${Number((limit.maxFailedShare * 100).toFixed(4))} % of the trials`;
