import { mkdirSync, realpathSync } from "node:fs";
import { isAbsolute, join, relative, resolve } from "node:path";
import { repositoryRoot } from "../repositoryRoot.ts";
import { closedFolder } from "./closedFolder.ts";

/**
 * Makes the folder for generated files and the rounds' databases, one of the system's temporary folder without a wish.
 *
 * Errors   throws on a folder inside of the repository: hundreds of megabytes of data do not belong there; and on one that the server
 *          cannot reach: its data would stay elsewhere, not measured and not removed
 */
export const workFolder = (wish: string | null, temporary: string): string => {
  const folder = wish === null ? join(temporary, "trialflow-bench-files") : resolve(wish);
  const path = relative(repositoryRoot, folder);
  if (!path.startsWith("..") && !isAbsolute(path)) {
    throw new Error(`--folder is "${wish}", inside of the repository; expected a folder outside of it.`);
  }
  mkdirSync(folder, { recursive: true });
  const found = realpathSync(folder);
  const closed = process.geteuid?.() === 0 ? closedFolder(found) : null;
  if (closed !== null) {
    throw new Error(
      `${closed} is closed to other users, and root's server runs as one of them; name another --folder, or let them pass with chmod o+x.`,
    );
  }
  return found;
};
