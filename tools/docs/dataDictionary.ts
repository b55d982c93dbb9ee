/**
 * Writes docs/data-dictionary.md.
 *
 *   npx nx run docs:write
 */
import { writeFileSync } from "node:fs";
import { pagePaths } from "./src/pagePaths.ts";
import { renderDataDictionary } from "./src/renderDataDictionary.ts";

writeFileSync(pagePaths.dataDictionary, renderDataDictionary());
