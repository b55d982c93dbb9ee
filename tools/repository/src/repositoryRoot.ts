import { fileURLToPath } from "node:url";

/** Locates the folder of the repository, with a trailing slash. */
export const repositoryRoot = fileURLToPath(new URL("../../../", import.meta.url));

/** Locates a file of the repository by its path from the root. */
export const fromRoot = (path: string): string => `${repositoryRoot}${path}`;
