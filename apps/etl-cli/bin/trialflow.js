#!/usr/bin/env node
// In a checkout the TypeScript sources run as they are, so there is no build to forget; in an installed package only dist/ exists.
import { existsSync } from "node:fs";

const source = new URL("../src/main.ts", import.meta.url);
if (existsSync(source)) {
  const { runSources } = await import("../../../tools/node-runtime/src/runSources.mjs");
  await runSources(source);
} else {
  await import("../dist/main.js");
}
