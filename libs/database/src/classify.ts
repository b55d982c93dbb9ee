import { DatabaseError, type DatabaseErrorReason } from "./errors.ts";

interface Verdict {
  readonly reason: DatabaseErrorReason;
  readonly remedy: string;
  readonly isRetryable: boolean;
}

const verdict = (reason: DatabaseErrorReason, isRetryable: boolean, remedy: string): Verdict => ({
  reason,
  remedy,
  isRetryable,
});

const lost = verdict("ConnectionLost", true, "Nothing of the open transaction was kept. Run the command again.");

/** By SQLSTATE or Node error code, the longest prefix first. */
const verdicts: ReadonlyArray<readonly [string, Verdict]> = [
  [
    "ECONNREFUSED",
    verdict("Unreachable", true, "Check that the server runs and that host and port of DATABASE_URL are right."),
  ],
  ["ENOTFOUND", verdict("Unreachable", true, "Check the host name in DATABASE_URL.")],
  ["EAI_AGAIN", verdict("Unreachable", true, "Check the host name in DATABASE_URL and the name service.")],
  ["CONNECT_TIMEOUT", verdict("Unreachable", true, "Check host, port and firewall.")],
  ["ETIMEDOUT", verdict("Unreachable", true, "Check host, port and firewall.")],
  ["CONNECTION_", lost],
  ["ECONNRESET", lost],
  ["EPIPE", lost],
  [
    "28",
    verdict("AuthenticationFailed", false, "Check user name and password in DATABASE_URL (or DATABASE_URL_FILE)."),
  ],
  ["3D000", verdict("Unreachable", false, "Create the database, or correct its name in DATABASE_URL.")],
  [
    "42501",
    verdict(
      "InsufficientPrivilege",
      false,
      "Connect as a role that may do this; `trialflow db roles` lists what each role may do.",
    ),
  ],
  ["57P03", verdict("ShuttingDown", true, "The server is starting up or shutting down; run the command again.")],
  [
    "57P",
    verdict(
      "ConnectionLost",
      true,
      "The server ended the connection. Nothing of the open transaction was kept; run the command again.",
    ),
  ],
  ["08", lost],
  ["40", verdict("Conflict", true, "Another transaction was in the way; run the command again.")],
  ["55P03", verdict("Conflict", true, "Another session holds the lock; run the command again when it has ended.")],
  [
    "53100",
    verdict(
      "DiskFull",
      false,
      "Free space on the database's disk and run the command again; the transaction was rolled back.",
    ),
  ],
  ["53", verdict("StatementFailed", true, "The server is short of resources; run the command again later.")],
  [
    "23",
    verdict(
      "ConstraintViolated",
      false,
      "Nothing of the transaction was kept. This is a rule of the database that the data or the program broke.",
    ),
  ],
];

const other = verdict("StatementFailed", false, "Nothing of the transaction was kept.");

/** What a driver error shows about itself: postgres.js sets `code` and, for server errors, `severity`. */
const describe = (error: unknown): { code: string | null; message: string; constraint: string | null } => {
  if (typeof error !== "object" || error === null) return { code: null, message: String(error), constraint: null };
  const { code, message, constraint_name } = error as { code?: unknown; message?: unknown; constraint_name?: unknown };
  return {
    code: typeof code === "string" ? code : null,
    message: typeof message === "string" ? message : "unknown error",
    constraint: typeof constraint_name === "string" ? constraint_name : null,
  };
};

/** Drizzle wraps the driver's error in one whose message holds the query's parameters; only the driver's own is looked at. */
const innermost = (error: unknown): unknown =>
  error instanceof Error && error.cause instanceof Error ? innermost(error.cause) : error;

/**
 * Turns whatever the driver threw into a {@link DatabaseError}.
 *
 * A constraint's failing values stay out: only its name is told.
 */
export const classify =
  (operation: string) =>
  (thrown: unknown): DatabaseError => {
    if (thrown instanceof DatabaseError) return thrown;
    const { code, message, constraint } = describe(innermost(thrown));
    const found = verdicts.find(([prefix]) => code?.startsWith(prefix))?.[1] ?? other;
    const isSqlState = code !== null && /^(?=.*\d)[0-9A-Z]{5}$/.test(code);
    return new DatabaseError({
      operation,
      reason: found.reason,
      sqlState: isSqlState ? code : null,
      detail: constraint === null ? message : `the rule "${constraint}" was broken`,
      remedy: found.remedy,
      isRetryable: found.isRetryable,
    });
  };
