import { describe, expect, test } from "vitest";
import { importForms, inlineImportType } from "../src/lint/importForms.ts";
import { lintFiles } from "../src/lint/lintFiles.ts";
import { readWorkspaces } from "../src/workspace/readWorkspaces.ts";
import type { Workspace } from "../src/workspace/Workspace.ts";
import { allowedImports, forbiddenImports, type PlantedImport } from "./plantedImports.ts";

const newLibrary: Workspace = {
  folder: "libs/reporting",
  kind: "libs",
  project: "reporting",
  manifest: {
    name: "@trialflow/reporting",
    dependencies: { "fast-csv": "5.0.8" },
    devDependencies: { "fast-check": "4.10.2" },
  },
};
const workspaces = [...readWorkspaces(), newLibrary];
const forms = Object.keys(importForms) as ReadonlyArray<keyof typeof importForms>;
const files = new Map<string, string>();

/** Plants a text in a file of its own and gives the file's path. */
const plant = (folder: string, text: string): string => {
  const path = `${folder}/src/planted${files.size}.ts`;
  files.set(path, text);
  return path;
};

const plantAll = (imports: ReadonlyArray<PlantedImport>) =>
  imports.map(([folder, specifier]) => ({
    title: `${folder} -> ${specifier}`,
    planted: forms.map((form) => ({ form, path: plant(folder, importForms[form](specifier)) })),
  }));

const forbidden = plantAll(forbiddenImports);
const allowed = plantAll(allowedImports);
const inline = ["libs/extract", "libs/pipeline", "apps/etl-cli"].map((folder) => ({
  title: `${folder} -> @trialflow/schema`,
  path: plant(folder, inlineImportType("@trialflow/schema")),
}));
const nested = "libs/extract/src/read/csv/planted.ts";
files.set(nested, importForms.statement("../../../../quality/src/index.ts"));
const inward = "libs/extract/src/read/csv/inward.ts";
files.set(inward, importForms.statement("../../errors.ts"));
const cycle = ["libs/extract/src/cycleA.ts", "libs/extract/src/cycleB.ts"] as const;
files.set(cycle[0], `import { b } from "./cycleB.ts";\nexport const a = () => b;\n`);
files.set(cycle[1], `import { a } from "./cycleA.ts";\nexport const b = () => a;\n`);

const packages = ["fast-csv", "fast-check", "yaml"] as const;
const declared = packages.map((name) => plant(newLibrary.folder, importForms.statement(name)));

const findings = lintFiles(workspaces, files);
const categories = (path: string) => findings.get(path)?.map(({ category }) => category) ?? [];

/** The forms of an import that the rule lets through. */
const unseen = (planted: ReadonlyArray<{ form: string; path: string }>) =>
  planted
    .filter(
      ({ path }) =>
        !findings
          .get(path)
          ?.some(
            ({ category, message, severity }) =>
              category === "lint/style/noRestrictedImports" &&
              severity === "error" &&
              message.includes("the dependency rule"),
          ),
    )
    .map(({ form }) => form);

describe("the linter refuses an import against the dependency rule, in every form", () => {
  test.each(forbidden)("$title", ({ planted }) => expect(unseen(planted)).toEqual([]));
});

describe("the linter lets an import pass that the dependency rule allows, in every form", () => {
  test.each(allowed)("$title", ({ planted }) => {
    expect(planted.flatMap(({ path }) => categories(path))).toEqual([]);
  });
});

describe("the linter refuses an import inside of a type, which the dependency rule would not see", () => {
  test.each(inline)("$title", ({ path }) => {
    expect(findings.get(path)).toMatchObject([{ severity: "error", message: /dependency rule/ }]);
  });
});

test("what ships may import what dependencies declare, not what only tests may use", () => {
  expect(declared.map(categories)).toEqual([
    [],
    ["lint/correctness/noUndeclaredDependencies"],
    ["lint/correctness/noUndeclaredDependencies"],
  ]);
});

test("a path that leaves the project is refused from a nested folder too, a path within the project is not", () => {
  expect(categories(nested)).toEqual(["lint/style/noRestrictedImports"]);
  expect(categories(inward)).toEqual([]);
});

test("two files of one project that import each other are refused", () => {
  for (const path of cycle) expect(categories(path)).toContain("lint/suspicious/noImportCycles");
});
