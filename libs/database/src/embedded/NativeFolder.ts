import { join } from "node:path";

/** Describes one set of server binaries: a folder with `bin`, `lib`, `share` and `pg-symlinks.json`. */
export interface NativeFolder {
  readonly path: string;
  /** The version of the package, such as `18.4.0-beta.17`. */
  readonly version: string;
  /** The major version of PostgreSQL, which must equal that of a data folder. */
  readonly majorVersion: number;
}

const suffix = process.platform === "win32" ? ".exe" : "";

/** Gives the path of one server program. */
export const nativeProgram = (native: NativeFolder, name: "postgres" | "initdb"): string =>
  join(native.path, "bin", `${name}${suffix}`);
