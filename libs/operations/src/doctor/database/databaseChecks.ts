import type { DatabaseCheck } from "../DatabaseCheck.ts";
import { archiveFilesCheck } from "./archiveFilesCheck.ts";
import { auditHeadCheck } from "./auditHeadCheck.ts";
import { clockCheck } from "./clockCheck.ts";
import { connectionCheck } from "./connectionCheck.ts";
import { connectionsCheck } from "./connectionsCheck.ts";
import { grantsCheck } from "./grantsCheck.ts";
import { migrationsCheck } from "./migrationsCheck.ts";
import { rolesCheck } from "./rolesCheck.ts";
import { runLockCheck } from "./runLockCheck.ts";
import { runsCheck } from "./runsCheck.ts";
import { schedulersCheck } from "./schedulersCheck.ts";
import { settingsCheck } from "./settingsCheck.ts";
import { turnQueueCheck } from "./turnQueueCheck.ts";
import { versionCheck } from "./versionCheck.ts";

/** All checks that ask the database, in the order in which they are told. */
export const databaseChecks = (archive: string): ReadonlyArray<DatabaseCheck> => [
  connectionCheck,
  versionCheck,
  settingsCheck,
  connectionsCheck,
  clockCheck,
  migrationsCheck,
  rolesCheck,
  grantsCheck,
  auditHeadCheck,
  archiveFilesCheck(archive),
  runsCheck,
  runLockCheck,
  schedulersCheck,
  turnQueueCheck,
];
