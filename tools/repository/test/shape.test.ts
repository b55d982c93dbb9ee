import { describe, expect, test } from "vitest";
import { longFiles, meaninglessNames } from "../src/shape/fileFindings.ts";
import { exportFindings, lengthFindings, lineCount, readmeFindings } from "../src/shape/libraryFindings.ts";
import { privateFactFindings } from "../src/shape/privateFacts.ts";
import { suppressedRules } from "../src/shape/suppressedRules.ts";
import { listFiles } from "../src/text/listFiles.ts";
import { readText } from "../src/text/readText.ts";
import { readWorkspaces } from "../src/workspace/readWorkspaces.ts";

const libraries = readWorkspaces().filter(({ kind }) => kind === "libs");
const written = ["libs", "apps", "tools"].flatMap((folder) => listFiles(folder));
const textsOf = (paths: ReadonlyArray<string>) => new Map(paths.map((path) => [path, readText(path)]));
const sources = textsOf(written.filter((path) => path.endsWith(".ts") && !path.includes("/test/")));
const documents = textsOf([
  ...listFiles(".", (path) => /\.(?:md|ya?ml)$|(?:^|\/)Dockerfile$|(?:^|\/)package\.json$/.test(path)),
  ...[...sources.keys()].filter((path) => !path.startsWith("tools/repository/")),
]);

describe("a library shows its index alone", () => {
  test.each(libraries)("$folder", ({ folder, manifest }) => {
    expect(exportFindings(manifest)).toEqual([]);
    expect(listFiles(`${folder}/src`, (path) => path === `${folder}/src/index.ts`)).toHaveLength(1);
  });

  test("a second entry, a missing condition and conditions in another order are found", () => {
    const exports = libraries[0]?.manifest.exports ?? {};
    const index = Object.entries(exports["."] ?? {});
    expect(exportFindings({ name: "a", exports })).toEqual([]);
    expect(exportFindings({ name: "a", exports: { ...exports, "./tables": "./src/tables/index.ts" } })).toHaveLength(1);
    expect(
      exportFindings({ name: "a", exports: { ...exports, ".": Object.fromEntries(index.slice(1)) } }),
    ).toHaveLength(1);
    expect(
      exportFindings({ name: "a", exports: { ...exports, ".": Object.fromEntries(index.toReversed()) } }),
    ).toHaveLength(1);
    expect(exportFindings({ name: "a" })).toHaveLength(1);
  });
});

describe("a library has a README of 10 to 50 lines", () => {
  test.each(libraries)("$folder", ({ folder }) => expect(readmeFindings(folder)).toEqual([]));

  test("a README that is missing or too long is found", () => {
    expect(readmeFindings("tools/node-runtime")).toEqual(["tools/node-runtime/README.md is missing"]);
    expect([9, 10, 50, 51].map((lines) => lengthFindings("a", "x\n".repeat(lines)))).toEqual([
      ["a has 9 lines, expected 10 to 50"],
      [],
      [],
      ["a has 51 lines, expected 10 to 50"],
    ]);
  });

  test("lines are counted as an editor counts them", () => {
    expect(["", "a", "a\n", "a\nb", "a\n\nb\n"].map(lineCount)).toEqual([0, 1, 1, 2, 3]);
  });
});

describe("files", () => {
  test("no source file has 400 lines", () => expect(longFiles(sources)).toEqual([]));

  test("no file or folder is named by a word that says nothing", () => expect(meaninglessNames(written)).toEqual([]));

  test("no rule that guards the architecture is switched off in a source", () => {
    expect(suppressedRules(sources)).toEqual([]);
  });

  test("a file of 400 lines is found, one of 399 is not", () => {
    const lines = (count: number) => "a\n".repeat(count);
    expect(longFiles(new Map([["a.ts", lines(399)]]))).toEqual([]);
    expect(longFiles(new Map([["a.ts", lines(400)]]))).toHaveLength(1);
  });

  test("names that say nothing are found, names that only contain such a word are not", () => {
    const bad = [
      "libs/a/src/utils.ts",
      "libs/a/src/helpers/x.ts",
      "a/types.ts",
      "a/misc.test.ts",
      "a/Common.ts",
      "a/queries.ts",
    ];
    const good = ["a/parseStudyType.ts", "a/typeOf.ts", "a/commonPrefix.ts", "a/prototypes.ts", "a/StudyTypes.ts"];
    expect(meaninglessNames([...bad, ...good])).toEqual(bad);
  });

  test("a suppression is found", () => {
    const ignore = "// biome-ignore";
    const lines = ["lint/style/noRestrictedImports: why", "lint/suspicious/noConsole: why", "plugin: why"];
    expect(suppressedRules(new Map([["a.ts", lines.map((line) => `${ignore} ${line}`).join("\n")]]))).toEqual([
      `a.ts:1 ${ignore} ${lines[0]}`,
      `a.ts:3 ${ignore} ${lines[2]}`,
    ]);
  });
});

describe("no text tells a fact of one machine", () => {
  test("documents, configuration and sources name no folder or registry of a machine", () => {
    expect(documents.size).toBeGreaterThan(200);
    expect(privateFactFindings(documents)).toEqual([]);
  });

  test.each([
    "see /work/project/README.md",
    "cd /root/.npm",
    "`/Users/ada/trialflow`",
    "(/home/ada/data.csv)",
    "C:\\Users\\ada",
    "npm config set registry https://registry.example.com/",
    "from https://acme.artifactory.example.org/npm",
  ])("%s is found", (line) => expect(privateFactFindings(new Map([["a.md", `first\n${line}`]]))).toHaveLength(1));

  test.each([
    "{workspaceRoot}/package.json",
    "/var/lib/trialflow",
    "libs/schema/root/table",
    "a user folder such as ~/trialflow",
    "postgres://etl@127.0.0.1:5432/trialflow",
    "https://clinicaltrials.gov/study/NCT00000102",
  ])("%s is none", (line) => expect(privateFactFindings(new Map([["a.md", line]]))).toEqual([]));
});
