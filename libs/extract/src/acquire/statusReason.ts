import type { HttpReason } from "./HttpReason.ts";
import {
  Forbidden,
  NotFound,
  RateLimited,
  ServerError,
  Timeout,
  Unauthorized,
  UnexpectedContent,
} from "./HttpReason.ts";
import { retryAfterMillis } from "./retryAfterMillis.ts";

/** What of an answer decides whether it is one. */
export interface AnsweredStatus {
  /** Address without secrets. */
  readonly url: string;
  readonly status: number;
  readonly retryAfter: string | undefined;
  /** Where credentials came from, `null` without any. */
  readonly credentials: string | null;
  /** True when another host than Kaggle answered. */
  readonly isStorage: boolean;
  /** Present time, milliseconds since 1970. */
  readonly now: number;
}

/** Names the reason why a status is no success; `null` for 200. */
export const statusReason = (answer: AnsweredStatus): HttpReason | null => {
  const { url, status, credentials } = answer;
  if (status === 200) return null;
  if (status === 401) return new Unauthorized({ url, credentials });
  if (status === 403) return new Forbidden({ url, credentials, isStorage: answer.isStorage });
  if (status === 404) return new NotFound({ url });
  if (status === 408) return new Timeout({ url, waitedFor: "a response", limitMillis: null });
  const retryAfter = retryAfterMillis(answer.retryAfter, answer.now);
  if (status === 429) return new RateLimited({ url, retryAfterMillis: retryAfter });
  if (status >= 500) return new ServerError({ url, status, retryAfterMillis: retryAfter });
  return new UnexpectedContent({ url, found: `HTTP status ${status}`, credentials });
};
