import { stat } from "node:fs/promises";
import { dirname } from "node:path";

/** The folder itself or the nearest one above it that is there. */
export const nearestFolder = async (path: string): Promise<string> => {
  for (let folder = path; ; folder = dirname(folder)) {
    const found = await stat(folder).catch(() => null);
    if (found !== null || folder === dirname(folder)) return folder;
  }
};
