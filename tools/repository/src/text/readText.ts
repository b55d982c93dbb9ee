import { readFileSync } from "node:fs";
import { fromRoot } from "../repositoryRoot.ts";

/** Reads a file of the repository by its path from the root. */
export const readText = (path: string): string => readFileSync(fromRoot(path), "utf8");
