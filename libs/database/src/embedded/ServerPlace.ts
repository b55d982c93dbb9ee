import { createHash } from "node:crypto";
import { join } from "node:path";

/** Lists where one embedded server keeps its things; every path is absolute. */
export interface ServerPlace {
  /** The home folder of the program, with symbolic links resolved. */
  readonly home: string;
  /** `<home>/postgres`: password, log, lock and note; also the data, unless the server's user cannot reach it. */
  readonly controlFolder: string;
  /** The folder that holds `data`, temporary folders and copies of the binaries. */
  readonly storageFolder: string;
  readonly dataFolder: string;
  readonly passwordFile: string;
  readonly logFile: string;
  readonly lockFile: string;
  /** The note that says where the data is, where it is not in the control folder. */
  readonly locationFile: string;
}

/** Derives the control folder of a home folder. */
export const controlFolderOf = (home: string): string => join(home, "postgres");

/** Derives the place of a server from its home and the folder that holds its data. */
export const serverPlace = (home: string, storageFolder: string = controlFolderOf(home)): ServerPlace => {
  const controlFolder = controlFolderOf(home);
  return {
    home,
    controlFolder,
    storageFolder,
    dataFolder: join(storageFolder, "data"),
    passwordFile: join(controlFolder, "password"),
    logFile: join(controlFolder, "server.log"),
    lockFile: join(controlFolder, "start.lock"),
    locationFile: join(controlFolder, "LOCATION"),
  };
};

/** Names the folder for the data of a home that the server's user cannot reach: one per home, the same on every start. */
export const relocatedFolder = (root: string, home: string): string =>
  join(root, createHash("sha256").update(home).digest("hex").slice(0, 16));
