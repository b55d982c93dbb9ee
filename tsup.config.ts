import { existsSync } from "node:fs";
import { defineConfig } from "tsup";

const entry = existsSync("src/main.ts") ? "main" : "index";

/** One build for every project: ESM of its entry, everything it imports left outside. Types come from `tsc` (tsconfig.build.json). */
export default defineConfig({
  entry: { [entry]: `src/${entry}.ts` },
  format: "esm",
  target: "node22",
  platform: "node",
  skipNodeModulesBundle: true,
  removeNodeProtocol: false,
  sourcemap: true,
  clean: true,
  dts: false,
  silent: true,
});
