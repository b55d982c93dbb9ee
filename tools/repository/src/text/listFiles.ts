import { existsSync, readdirSync } from "node:fs";
import { fromRoot } from "../repositoryRoot.ts";

/** Folders that hold nothing that people of this project wrote. */
const skipped = new Set(["node_modules", "dist", ".git", ".nx", ".trialflow", "coverage", "secrets", "inbox"]);

/** Lists the files below a folder by their path from the root, sorted; none where the folder is missing. */
export const listFiles = (folder: string, accepts: (path: string) => boolean = () => true): ReadonlyArray<string> => {
  if (!existsSync(fromRoot(folder))) return [];
  return readdirSync(fromRoot(folder), { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = folder === "." ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) return skipped.has(entry.name) ? [] : listFiles(path, accepts);
      return entry.isFile() && accepts(path) ? [path] : [];
    });
};
