import { statSync } from "node:fs";
import { dirname } from "node:path";

const passingThrough = 0o001;

/** Finds the outermost folder on the way to a folder, itself included, that only its owner and group may pass; null when all may. */
export const closedFolder = (folder: string): string | null => {
  const above = dirname(folder);
  const outer = above === folder ? null : closedFolder(above);
  return outer ?? ((statSync(folder).mode & passingThrough) === 0 ? folder : null);
};
