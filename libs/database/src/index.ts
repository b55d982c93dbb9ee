export { advisoryLock } from "./advisoryLock.ts";
export { type AuditEntry, appendAudit } from "./audit/appendAudit.ts";
export { type ConnectionShape, CurrentTransaction, type Db } from "./Connection.ts";
export { type CopyValue, copyText } from "./copy/copyText.ts";
export {
  type CopyTarget,
  Database,
  type DatabaseInfo,
  type DatabaseShape,
  type TransactionOptions,
} from "./Database.ts";
export { DatabaseError, DatabaseErrorReason } from "./errors.ts";
export { createRolesSql } from "./migrate/ensureRoles.ts";
export { type MigrationReport, migrate } from "./migrate/migrate.ts";
export { type MigrationState, readMigrationState } from "./migrate/migrationState.ts";
