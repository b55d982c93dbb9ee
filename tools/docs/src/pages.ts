import { fileURLToPath } from "node:url";
import { renderDataDictionary } from "./renderDataDictionary.ts";
import { renderQualityChecks } from "./renderQualityChecks.ts";

const page = (name: string): string => fileURLToPath(new URL(`../../../docs/${name}`, import.meta.url));

/** The generated pages: where they stand and what they must say. */
export const pages = [
  { path: page("data-dictionary.md"), render: renderDataDictionary },
  { path: page("quality-checks.md"), render: renderQualityChecks },
] as const;
