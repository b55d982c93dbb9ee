import { defineConfig } from "tsup";

/** One build for every project: ESM of its entry, everything it imports left outside. Types come from `tsc` (tsconfig.build.json). */
export default defineConfig({
  entry: { [process.cwd().includes("apps") ? "main" : "index"]: process.cwd().includes("apps") ? "src/main.ts" : "src/index.ts" },
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
