#!/usr/bin/env node
// In a checkout the TypeScript sources run as they are (Node strips the types), so there is no build to forget;
// in an installed package only dist/ exists.
import { existsSync } from "node:fs";
import * as module from "node:module";

const source = new URL("../src/main.ts", import.meta.url);
if (existsSync(source)) {
  if (module.registerHooks === undefined) {
    console.error(
      `Node ${process.version} is too old to run the sources (22.15 or newer is needed). Run it through npx or npm, which use the Node of this repository.`,
    );
    process.exit(1);
  }
  module.enableCompileCache?.();
  module.registerHooks({
    resolve: (specifier, context, next) =>
      next(
        specifier,
        specifier.startsWith("@trialflow/")
          ? { ...context, conditions: [...context.conditions, "@trialflow/source"] }
          : context,
      ),
  });
  await import(source.href);
} else {
  await import("../dist/main.js");
}
