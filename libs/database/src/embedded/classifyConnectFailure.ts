import { errorCode } from "./attemptFile.ts";

/** Sorts why a connection to the server failed: it may work in a moment, or it cannot work. */
export type ConnectFailure =
  | { readonly _tag: "NotYet"; readonly detail: string }
  | { readonly _tag: "PasswordRejected" }
  | { readonly _tag: "Refused"; readonly detail: string };

const notYet: Readonly<Record<string, string>> = {
  "57P01": "the server is shutting down",
  "57P02": "the server restarts after a crash",
  "57P03": "the server is starting up or shutting down",
  "53300": "the server has no free connection",
  CONNECT_TIMEOUT: "the server does not answer",
  CONNECTION_CLOSED: "the server closed the connection",
  CONNECTION_ENDED: "the server closed the connection",
  CONNECTION_DESTROYED: "the server closed the connection",
  ECONNREFUSED: "nothing listens on the server's port yet",
  ECONNRESET: "the server closed the connection",
  EPIPE: "the server closed the connection",
  ETIMEDOUT: "the server does not answer",
};

/** Sorts an error of postgres.js by its SQLSTATE or system code; the error's own text may quote a statement and is not used for those. */
export const classifyConnectFailure = (error: unknown): ConnectFailure => {
  const code = errorCode(error);
  // 28P01 invalid_password; 28000 invalid_authorization_specification
  if (code === "28P01" || code === "28000") return { _tag: "PasswordRejected" };
  const detail = notYet[code];
  return detail === undefined
    ? { _tag: "Refused", detail: error instanceof Error ? `${code} ${error.message}`.trim() : String(error) }
    : { _tag: "NotYet", detail };
};
