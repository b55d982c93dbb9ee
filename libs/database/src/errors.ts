import { Schema } from "effect";

/** Says what kind of failure it was; `sqlState` is PostgreSQL's five-character code, null where no server answered. */
export const DatabaseErrorReason = Schema.Literals([
  "Unreachable",
  "AuthenticationFailed",
  "ConnectionLost",
  "InsufficientPrivilege",
  "ConstraintViolated",
  "Conflict",
  "DiskFull",
  "ShuttingDown",
  "UnsupportedServer",
  "DatabaseIsNewer",
  "DatabaseIsOlder",
  "MigrationFailed",
  "LockHeld",
  "InvalidConfiguration",
  "StatementFailed",
]);
export type DatabaseErrorReason = typeof DatabaseErrorReason.Type;

/**
 * Fails every operation of this library.
 *
 * `message` says what failed, what was found and what to do. Neither it nor `detail` ever holds SQL parameters or row contents.
 */
export class DatabaseError extends Schema.TaggedError<DatabaseError>()("DatabaseError", {
  operation: Schema.String,
  reason: DatabaseErrorReason,
  sqlState: Schema.NullOr(Schema.String),
  detail: Schema.String,
  remedy: Schema.String,
  isRetryable: Schema.Boolean,
}) {
  override get message(): string {
    const state = this.sqlState === null ? "" : ` (SQLSTATE ${this.sqlState})`;
    return `${this.operation}: ${this.detail}${state}. ${this.remedy}`.trim();
  }
}
