import { chmodSync, chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SecretsError } from "./SecretsError.ts";

/** Who reads the files: the user that the containers run as. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** Where and how files are written. */
export interface WriteOptions {
  readonly folder: string;
  /** Replaces files that exist. */
  readonly force: boolean;
  /** Gives the files away; only root may. */
  readonly owner: Owner | null;
}

/**
 * Writes secrets into a folder that its owner alone can enter, each file with mode 0600.
 *
 * A file is complete or not there: it is written beside its place and renamed. A container that has the old one mounted keeps it.
 * Errors   refuses, before anything is written, when a file exists and `force` is not given
 */
export const writeSecrets = (files: ReadonlyMap<string, string>, { folder, force, owner }: WriteOptions): void => {
  const existing = [...files.keys()].filter((name) => existsSync(join(folder, name)));
  if (existing.length > 0 && !force) {
    throw new SecretsError(
      1,
      `${folder} already has ${existing.join(", ")}: nothing was written. A database that was set up with the old passwords ` +
        "keeps them: read «Rotate a password» in docs/docker.md, then choose what to replace with --only NAME --force.",
    );
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  if (owner !== null) chownSync(folder, owner.uid, owner.gid);
  for (const [name, content] of files) {
    const temporary = join(folder, `.${name}.new`);
    rmSync(temporary, { force: true });
    try {
      writeFileSync(temporary, content, { mode: 0o600, flag: "wx", flush: true });
      if (owner !== null) chownSync(temporary, owner.uid, owner.gid);
      renameSync(temporary, join(folder, name));
    } finally {
      rmSync(temporary, { force: true });
    }
  }
};
