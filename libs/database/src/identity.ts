import { hostname, userInfo } from "node:os";

/** Who runs the program: the user of the operating system, by number where the number has no name (in containers). */
export const osUser = (): string => {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? "unknown"}`;
  }
};

/** Tells the name of this machine. */
export const host = (): string => hostname();
