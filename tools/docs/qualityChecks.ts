/**
 * Writes docs/quality-checks.md.
 *
 *   npx nx run docs:write
 */
import { writeFileSync } from "node:fs";
import { pagePaths } from "./src/pagePaths.ts";
import { renderQualityChecks } from "./src/renderQualityChecks.ts";

writeFileSync(pagePaths.qualityChecks, renderQualityChecks());
