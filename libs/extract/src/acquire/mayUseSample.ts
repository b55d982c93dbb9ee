import type { ExtractReason } from "../errors.ts";

/**
 * Decides whether the bundled sample may stand in when Kaggle gave no file.
 *
 * Yes when Kaggle cannot be reached, is too slow or fails itself; and when it refuses an anonymous request, which includes a web page
 * for signing in. Never when credentials are configured and Kaggle refuses them, and never for a wrong dataset, a rate limit or a
 * damaged file: who set those up wants the real data and must hear what is wrong.
 */
export const mayUseSample = (reason: ExtractReason): boolean => {
  switch (reason._tag) {
    case "Unreachable":
    case "Timeout":
    case "ServerError":
      return true;
    case "Unauthorized":
    case "Forbidden":
    case "UnexpectedContent":
      return reason.credentials === null;
    default:
      return false;
  }
};
