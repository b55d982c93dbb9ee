import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import type { Owner } from "./writeSecrets.ts";

/** The user that docker-compose.yml and the images run as when nothing else is said. */
export const defaultUser: Owner = { uid: 1000, gid: 1000 };

/** Reads from the text of a `.env` file which user the containers run as. */
export const readContainerUser = (text: string): Owner => {
  const { TRIALFLOW_UID: uid = "", TRIALFLOW_GID: gid = "" } = parseEnv(text);
  return {
    uid: /^\d+$/.test(uid) ? Number(uid) : defaultUser.uid,
    gid: /^\d+$/.test(gid) ? Number(gid) : defaultUser.gid,
  };
};

/** Who owns the secrets, and what `.env` has to say so that the containers can read them. */
export interface Ownership {
  /** Whom the files are given to; null when they already belong to the right user. */
  readonly giveTo: Owner | null;
  /** The user that has to be written to `.env`; null when it says so already. */
  readonly remember: Owner | null;
}

/**
 * Decides who owns the secrets. Compose mounts a secret with the owner and mode that its file has, so the containers have to
 * run as the owner: root gives the files to the containers' user, everybody else has the containers run as themselves.
 */
export const decideOwnership = (me: Owner | null, configured: Owner): Ownership => {
  if (me === null) return { giveTo: null, remember: null };
  if (me.uid === 0) return { giveTo: configured, remember: null };
  const isSame = me.uid === configured.uid && me.gid === configured.gid;
  return { giveTo: null, remember: isSame ? null : me };
};

/** Reads a `.env` file, or nothing where there is none. */
export const readEnvFile = (file: string): string => (existsSync(file) ? readFileSync(file, "utf8") : "");

/** Writes the containers' user at the end of a `.env` file, where the last line of a name counts. */
export const rememberContainerUser = (file: string, { uid, gid }: Owner): void => {
  const text = readEnvFile(file);
  const separator = text === "" || text.endsWith("\n") ? "" : "\n";
  appendFileSync(file, `${separator}TRIALFLOW_UID=${uid}\nTRIALFLOW_GID=${gid}\n`, { mode: 0o600 });
};
