/** Lists why the embedded server could not do what was asked; paths are absolute, texts of the server are in English. */
export type EmbeddedPostgresReason =
  | {
      readonly _tag: "PlatformUnsupported";
      readonly platform: string;
      readonly supported: ReadonlyArray<string>;
    }
  | { readonly _tag: "PackageMissing"; readonly packageName: string }
  | { readonly _tag: "BinariesUnusable"; readonly folder: string; readonly detail: string }
  | { readonly _tag: "ServerUserMissing"; readonly detail: string }
  | {
      readonly _tag: "WrongOwner";
      readonly path: string;
      readonly ownerId: number;
      readonly userId: number;
    }
  | { readonly _tag: "FolderUnreachable"; readonly path: string; readonly blockedBy: string; readonly userId: number }
  | { readonly _tag: "PasswordMissing"; readonly passwordFile: string; readonly dataFolder: string }
  | { readonly _tag: "PasswordRejected"; readonly passwordFile: string; readonly dataFolder: string }
  | {
      readonly _tag: "VersionMismatch";
      readonly dataFolder: string;
      readonly found: number;
      readonly supported: number;
    }
  | { readonly _tag: "DataFolderInvalid"; readonly dataFolder: string; readonly detail: string }
  | {
      readonly _tag: "ForeignServer";
      readonly port: number;
      readonly expected: string;
      readonly found: string;
    }
  | { readonly _tag: "DiskFull"; readonly path: string; readonly detail: string }
  | { readonly _tag: "FileFailed"; readonly path: string; readonly code: string; readonly detail: string }
  | { readonly _tag: "InitFailed"; readonly dataFolder: string; readonly output: string }
  | { readonly _tag: "StartFailed"; readonly logFile: string; readonly logTail: string; readonly detail: string }
  | {
      readonly _tag: "StartTimeout";
      readonly waitedMillis: number;
      readonly lastSeen: string;
      readonly logFile: string;
      readonly logTail: string;
    }
  | { readonly _tag: "ConnectionFailed"; readonly port: number; readonly detail: string }
  | { readonly _tag: "DatabaseFailed"; readonly database: string; readonly detail: string }
  | { readonly _tag: "InUse"; readonly userCount: number }
  | { readonly _tag: "StopTimeout"; readonly pid: number; readonly waitedMillis: number };
