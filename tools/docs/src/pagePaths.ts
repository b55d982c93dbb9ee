import { fileURLToPath } from "node:url";

const page = (name: string): string => fileURLToPath(new URL(`../../../docs/${name}`, import.meta.url));

/** Where the generated pages stand. */
export const pagePaths = {
  dataDictionary: page("data-dictionary.md"),
  qualityChecks: page("quality-checks.md"),
} as const;
