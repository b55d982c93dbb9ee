import { Cron, Result } from "effect";

/** Says why an expression gives no ticks; null when it does. Some parse and yet never come, such as 30 February. */
export const cronProblem = (expression: string): string | null => {
  const parsed = Cron.parse(expression, "UTC");
  if (Result.isFailure(parsed)) return parsed.failure.message;
  try {
    Cron.next(parsed.success, 0);
    return null;
  } catch {
    return "no date ever matches";
  }
};
