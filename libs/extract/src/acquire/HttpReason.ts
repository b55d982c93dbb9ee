import { Data } from "effect";

// Every `url` below has passed `withoutSecrets`; `credentials` names the place they came from, never a value.

const byHand = "or download the file by hand and give it with --file";
const tokenHelp =
  "Create a token at https://www.kaggle.com/settings (API) and set KAGGLE_API_TOKEN or KAGGLE_API_TOKEN_FILE, or save it as ~/.kaggle/access_token";

/** The server asks for a sign-in (401). */
export class Unauthorized extends Data.TaggedClass("Unauthorized")<{
  readonly url: string;
  readonly credentials: string | null;
}> {
  get message(): string {
    return this.credentials === null
      ? `${this.url} answered 401 (sign-in needed) and no Kaggle credentials are configured. ${tokenHelp}; ${byHand}.`
      : `${this.url} answered 401: it did not accept the credentials from ${this.credentials}, expected a valid Kaggle token or key. ${tokenHelp}; ${byHand}.`;
  }
  get isRetryable(): boolean {
    return false;
  }
}

/** The server knows who asks and refuses (403). */
export class Forbidden extends Data.TaggedClass("Forbidden")<{
  readonly url: string;
  readonly credentials: string | null;
  /** True when the storage behind Kaggle refused, not Kaggle itself. */
  readonly isStorage: boolean;
}> {
  get message(): string {
    if (this.isStorage) {
      return `${this.url} answered 403: the storage refused the link that Kaggle gave. Such links expire; run again, ${byHand}.`;
    }
    return this.credentials === null
      ? `${this.url} answered 403 (refused) and no Kaggle credentials are configured. ${tokenHelp}; ${byHand}.`
      : `${this.url} answered 403: the account of the credentials from ${this.credentials} may not read this dataset. Open the dataset's page in a browser with that account and accept its terms, check TRIALFLOW_EXTRACT_KAGGLE_DATASET and the key; ${byHand}.`;
  }
  get isRetryable(): boolean {
    return false;
  }
}

/** There is no such dataset or file (404). */
export class NotFound extends Data.TaggedClass("NotFound")<{ readonly url: string }> {
  get message(): string {
    return `${this.url} answered 404: there is no such dataset or file. Check TRIALFLOW_EXTRACT_KAGGLE_DATASET, TRIALFLOW_EXTRACT_KAGGLE_FILE and TRIALFLOW_EXTRACT_KAGGLE_URL.`;
  }
  get isRetryable(): boolean {
    return false;
  }
}

/** The server asks to wait (429). */
export class RateLimited extends Data.TaggedClass("RateLimited")<{
  readonly url: string;
  /** What `Retry-After` asked for, in milliseconds; `null` without that header. */
  readonly retryAfterMillis: number | null;
}> {
  get message(): string {
    const wait = this.retryAfterMillis === null ? "a while" : `${Math.ceil(this.retryAfterMillis / 1000)} seconds`;
    return `${this.url} answered 429: too many requests. Run again after ${wait}, ${byHand}.`;
  }
  get isRetryable(): boolean {
    return true;
  }
}

/** The server failed (5xx). */
export class ServerError extends Data.TaggedClass("ServerError")<{
  readonly url: string;
  readonly status: number;
  /** What `Retry-After` asked for, in milliseconds; `null` without that header. */
  readonly retryAfterMillis: number | null;
}> {
  get message(): string {
    return `${this.url} answered ${this.status}: the server failed. Run again later, ${byHand}.`;
  }
  get isRetryable(): boolean {
    return true;
  }
}

const unreachableHelp = {
  dns: "its name could not be resolved. Check the network, the DNS and TRIALFLOW_EXTRACT_KAGGLE_URL",
  refused: "the connection was refused. Check the port, firewall and TRIALFLOW_EXTRACT_KAGGLE_URL",
  tls: "no trusted TLS connection could be made. Behind a proxy that replaces certificates, set NODE_EXTRA_CA_CERTS to its root certificate",
  network: "the connection failed. Check the network; behind an HTTP proxy set HTTPS_PROXY and NODE_USE_ENV_PROXY=1",
};

/** No connection to the server could be made or kept before it answered. */
export class Unreachable extends Data.TaggedClass("Unreachable")<{
  readonly host: string;
  readonly kind: "dns" | "refused" | "tls" | "network";
  /** The system's code, for example `ENOTFOUND`. */
  readonly code: string;
}> {
  get message(): string {
    return `${this.host} cannot be reached (${this.code}): ${unreachableHelp[this.kind]}; ${byHand}.`;
  }
  /** A certificate that is not trusted will not be trusted a second later. */
  get isRetryable(): boolean {
    return this.kind !== "tls";
  }
}

/** The server was too slow. */
export class Timeout extends Data.TaggedClass("Timeout")<{
  readonly url: string;
  readonly waitedFor: "a connection" | "a response" | "more bytes" | "the whole download";
  readonly limitMillis: number | null;
}> {
  get message(): string {
    const limit = this.limitMillis === null ? "the allowed time" : `${this.limitMillis} ms`;
    return `${this.url} gave no result: waited ${limit} for ${this.waitedFor}. Run again, raise the TRIALFLOW_EXTRACT_KAGGLE_*_TIMEOUT, ${byHand}.`;
  }
  get isRetryable(): boolean {
    return this.waitedFor !== "the whole download";
  }
}

/** The connection ended before all bytes were there. */
export class Truncated extends Data.TaggedClass("Truncated")<{
  readonly url: string;
  readonly receivedBytes: number;
  /** What `Content-Length` announced; `null` without that header. */
  readonly expectedBytes: number | null;
}> {
  get message(): string {
    const expected = this.expectedBytes === null ? "the end of the file" : `${this.expectedBytes} bytes`;
    return `The download of ${this.url} ended after ${this.receivedBytes} bytes, expected ${expected}. Nothing was kept; run again, ${byHand}.`;
  }
  get isRetryable(): boolean {
    return true;
  }
}

/** All bytes arrived, but their checksum is not the one that the storage announced. */
export class ChecksumMismatch extends Data.TaggedClass("ChecksumMismatch")<{
  readonly url: string;
  readonly foundMd5: string;
  readonly expectedMd5: string;
}> {
  get message(): string {
    return `The download of ${this.url} has MD5 ${this.foundMd5}, expected ${this.expectedMd5}: bytes were altered on the way. Nothing was kept; run again, ${byHand}.`;
  }
  get isRetryable(): boolean {
    return true;
  }
}

/** The server sends from address to address without end. */
export class TooManyRedirects extends Data.TaggedClass("TooManyRedirects")<{
  readonly url: string;
  readonly limit: number;
}> {
  get message(): string {
    return `${this.url} redirected more than ${this.limit} times, expected a file. Check TRIALFLOW_EXTRACT_KAGGLE_URL; ${byHand}.`;
  }
  get isRetryable(): boolean {
    return false;
  }
}

/** The server redirects to an address that must not be followed. */
export class BadRedirect extends Data.TaggedClass("BadRedirect")<{ readonly url: string; readonly problem: string }> {
  get message(): string {
    return `${this.url} redirected, but ${this.problem}. Check TRIALFLOW_EXTRACT_KAGGLE_URL; ${byHand}.`;
  }
  get isRetryable(): boolean {
    return false;
  }
}

/** The server answered with something that is no dataset: a web page, an empty body, an unknown status. */
export class UnexpectedContent extends Data.TaggedClass("UnexpectedContent")<{
  readonly url: string;
  /** What came, for example `an HTML page`. */
  readonly found: string;
  readonly credentials: string | null;
}> {
  get message(): string {
    const help =
      this.credentials === null
        ? `It may be a sign-in page of Kaggle or of the network. ${tokenHelp}`
        : "It may be a sign-in page of the network, or TRIALFLOW_EXTRACT_KAGGLE_URL is not the API";
    return `${this.url} gave ${this.found}, expected a zip or CSV file. ${help}; ${byHand}.`;
  }
  get isRetryable(): boolean {
    return false;
  }
}

/** Reasons of a download over HTTP. */
export type HttpReason =
  | Unauthorized
  | Forbidden
  | NotFound
  | RateLimited
  | ServerError
  | Unreachable
  | Timeout
  | Truncated
  | ChecksumMismatch
  | TooManyRedirects
  | BadRedirect
  | UnexpectedContent;
