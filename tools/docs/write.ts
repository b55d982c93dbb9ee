/**
 * Writes the generated pages of docs/.
 *
 *   npx nx run docs:write
 */
import { writeFileSync } from "node:fs";
import { pages } from "./src/pages.ts";

for (const { path, render } of pages) {
  writeFileSync(path, render());
  console.log(`wrote ${path}`);
}
