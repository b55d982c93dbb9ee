import type { ServerUser } from "./ServerUser.ts";

/** Finds an account in the text of `/etc/passwd` (passwd(5)); macOS writes ids above 2^31 as negative numbers. */
export const findPasswdEntry = (passwd: string, name: string): ServerUser | undefined => {
  for (const line of passwd.split("\n")) {
    const [user, , uid, gid] = line.split(":");
    if (user === name && uid !== undefined && gid !== undefined && /^-?\d+$/.test(uid) && /^-?\d+$/.test(gid)) {
      return { uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 };
    }
  }
  return undefined;
};
