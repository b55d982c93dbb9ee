import type { ServerUser } from "./ServerUser.ts";

/** Finds an account in the text of `/etc/passwd` (passwd(5)); ids may be negative on macOS. */
export const findPasswdEntry = (passwd: string, name: string): ServerUser | undefined => {
  for (const line of passwd.split("\n")) {
    const [user, , uid, gid] = line.split(":");
    if (user === name && uid !== undefined && gid !== undefined && /^-?\d+$/.test(uid) && /^-?\d+$/.test(gid)) {
      return { uid: Number(uid), gid: Number(gid) };
    }
  }
  return undefined;
};
