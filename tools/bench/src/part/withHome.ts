import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";

/** Makes a home folder that nothing is in yet, and removes it afterwards with everything that was put there. */
export const withHome = async <A>(parent: string, use: (home: string) => Promise<A>): Promise<A> => {
  const folder = mkdtempSync(join(parent, "trialflow-bench-"));
  // Started by root, the embedded server runs as another user, who has to pass through.
  chmodSync(folder, 0o711);
  const home = join(folder, "home");
  mkdirSync(home);
  try {
    return await use(home);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
