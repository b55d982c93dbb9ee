import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const variable = /(?<![A-Z0-9_])(?:TRIALFLOW|KAGGLE|DATABASE)_[A-Z0-9_]*[A-Z0-9](?![A-Z0-9_])/g;
const namesIn = (text: string) => text.match(variable) ?? [];

/** Names that stand as a whole string, as `Config` takes them: prose such as TRIALFLOW_DATABASE_* is none. */
const namesInSources = () =>
  globSync("{libs,apps}/*/src/**/*.ts", { cwd: root }).flatMap((path) =>
    [...readFileSync(join(root, path), "utf8").matchAll(/"([A-Z_]+)"/g)].flatMap(([, text = ""]) => namesIn(text)),
  );

test("every environment variable of the sources stands on the page, and the page names no other", () => {
  const found = [...new Set(namesInSources())].sort();
  const documented = [...new Set(namesIn(readFileSync(join(root, "docs/configuration.md"), "utf8")))].sort();
  expect(found.length).toBeGreaterThan(25);
  expect(documented).toEqual(found);
});
