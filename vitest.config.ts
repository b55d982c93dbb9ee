import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const project = JSON.parse(readFileSync("package.json", "utf8")) as { devDependencies?: Record<string, string> };
const needsServer = project.devDependencies?.["@trialflow/testing"] !== undefined;
const libs = fileURLToPath(new URL("libs/", import.meta.url));
const serverSetup = fileURLToPath(new URL("libs/testing/src/globalSetup.ts", import.meta.url));

/** One configuration for every project; libraries resolve to their TypeScript sources, so no build is needed before a test. */
export default defineConfig({
  resolve: { alias: [{ find: /^@trialflow\/([a-z]+)$/, replacement: `${libs}$1/src/index.ts` }] },
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    globalSetup: needsServer ? [serverSetup] : [],
  },
});
