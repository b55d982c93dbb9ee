/**
 * Reads a `Retry-After` header: whole seconds or an HTTP date, as milliseconds from `now`.
 *
 * A date in the past gives 0; a header that is neither gives `null`, as does none.
 *
 * Source   RFC 9110, 10.2.3 and 5.6.7
 */
export const retryAfterMillis = (header: string | undefined, now: number): number | null => {
  const value = header?.trim() ?? "";
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  // `Date.parse` takes far more than HTTP dates; those all begin with the name of a day.
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(value)) return null;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
};
