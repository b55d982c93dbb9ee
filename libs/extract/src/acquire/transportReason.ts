import { Timeout, Unreachable } from "./HttpReason.ts";
import { withoutSecrets } from "./withoutSecrets.ts";

const kinds: ReadonlyArray<readonly [RegExp, Unreachable["kind"]]> = [
  [/^(ENOTFOUND|EAI_\w+)$/, "dns"],
  [/^ECONNREFUSED$/, "refused"],
  [/^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|HOSTNAME_MISMATCH|INVALID_CA|EPROTO)/, "tls"],
];

// `fetch` says "fetch failed" and hides the system's error in `cause`; an attempt on several addresses hides them in `errors`.
const codeOf = (failure: unknown, depth = 0): string | null => {
  if (typeof failure !== "object" || failure === null || depth > 5) return null;
  if ("code" in failure && typeof failure.code === "string" && /^[A-Z][A-Z0-9_]+$/.test(failure.code))
    return failure.code;
  const inner = "errors" in failure && Array.isArray(failure.errors) ? failure.errors : [];
  for (const next of ["cause" in failure ? failure.cause : null, ...inner]) {
    const code = codeOf(next, depth + 1);
    if (code !== null) return code;
  }
  return null;
};

/**
 * Names the reason for which a request got no answer, from the code that the system left in the failure.
 *
 * Takes nothing but the code: the failure itself may hold headers or a signed address.
 */
export const transportReason = (url: URL, failure: unknown): Unreachable | Timeout => {
  const code = codeOf(failure) ?? "no connection";
  if (code === "ETIMEDOUT" || code === "UND_ERR_CONNECT_TIMEOUT") {
    return new Timeout({ url: withoutSecrets(url), waitedFor: "a connection", limitMillis: null });
  }
  if (code === "UND_ERR_HEADERS_TIMEOUT") {
    return new Timeout({ url: withoutSecrets(url), waitedFor: "a response", limitMillis: null });
  }
  const kind = kinds.find(([pattern]) => pattern.test(code))?.[1] ?? "network";
  return new Unreachable({ host: url.host, kind, code });
};
