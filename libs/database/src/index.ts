export { advisoryLock } from "./advisoryLock.ts";
export { advisoryLockInTransaction, tryAdvisoryLockInTransaction } from "./advisoryLockInTransaction.ts";
export { analyzeTables } from "./analyzeTables.ts";
export { type Anchor, anchorText, checkAnchor, parseAnchor } from "./audit/anchor.ts";
export { type AuditEntry, appendAudit } from "./audit/appendAudit.ts";
export { type ChainEntry, readChain } from "./audit/readChain.ts";
export { type AuditLogEntry, type EntryFilter, readEntries } from "./audit/readEntries.ts";
export { type ChainBreak, type Finding, hashOfEntry, verifyChain } from "./audit/verifyChain.ts";
export { writeInBulk } from "./bulk/writeInBulk.ts";
export { type ConnectionShape, CurrentTransaction, type Db } from "./Connection.ts";
export { type ClientOptions, clientOptions } from "./clientOptions.ts";
export { homeFolder } from "./config.ts";
export { copyTable } from "./copy/copyTable.ts";
export { type CopyValue, copyText } from "./copy/copyText.ts";
export { createMissingDatabase } from "./createMissingDatabase.ts";
export {
  type CopyTarget,
  type CsvOptions,
  Database,
  type DatabaseInfo,
  type DatabaseShape,
} from "./Database.ts";
export {
  acquireServer,
  EmbeddedPostgresError,
  type EmbeddedServerStatus,
  serverStatus,
  stopServer,
} from "./embedded/index.ts";
export { DatabaseError, DatabaseErrorReason } from "./errors.ts";
export { host, osUser } from "./identity.ts";
export { type ColumnExpressions, insertSelect } from "./insertSelect.ts";
export { createRolesSql } from "./migrate/ensureRoles.ts";
export { type MigrationReport, migrate } from "./migrate/migrate.ts";
export { type MigrationState, readMigrationState } from "./migrate/migrationState.ts";
export { resetDatabase, resetSchemas } from "./migrate/reset.ts";
export { takeOverLock } from "./takeOverLock.ts";
export type { TransactionOptions } from "./transaction.ts";
