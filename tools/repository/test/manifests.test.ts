import { describe, expect, test } from "vitest";
import { readText } from "../src/text/readText.ts";
import { dependencyFindings, ownDependencies } from "../src/workspace/dependencyRule.ts";
import { findCycle } from "../src/workspace/findCycle.ts";
import { importedPackages } from "../src/workspace/importedPackages.ts";
import { dependencyBlocks, type Manifest } from "../src/workspace/Manifest.ts";
import { readManifest } from "../src/workspace/readManifest.ts";
import { readWorkspaces } from "../src/workspace/readWorkspaces.ts";
import { undeclaredImports } from "../src/workspace/undeclaredImports.ts";
import type { Workspace } from "../src/workspace/Workspace.ts";

const workspaces = readWorkspaces();
const root = readManifest();

const library = (project: string, manifest: Partial<Workspace["manifest"]>): Workspace => ({
  folder: `libs/${project}`,
  kind: "libs",
  project,
  manifest: { name: `@trialflow/${project}`, ...manifest },
});

describe("a package.json depends only on what the dependency rule allows", () => {
  test.each(workspaces.filter(({ kind }) => kind !== "tools"))("$folder", (workspace) => {
    expect(dependencyFindings(workspace)).toEqual([]);
  });

  test("a stage library that depends on another stage library is refused", () => {
    expect(dependencyFindings(library("extract", { dependencies: { "@trialflow/quality": "0.1.0" } }))).toEqual([
      "libs/extract depends on quality, the rule allows schema, database, observability",
    ]);
  });

  test("the test library is refused outside of devDependencies", () => {
    const testing = { "@trialflow/testing": "0.1.0" };
    expect(dependencyFindings(library("quality", { devDependencies: testing }))).toEqual([]);
    expect(dependencyFindings(library("quality", { dependencies: testing }))).toHaveLength(1);
    expect(dependencyFindings(library("quality", { optionalDependencies: testing }))).toHaveLength(1);
  });

  test("a test that needs a library above its own is refused", () => {
    expect(dependencyFindings(library("transform", { devDependencies: { "@trialflow/pipeline": "0.1.0" } }))).toEqual([
      "libs/transform tests with pipeline, the rule allows testing and schema, database, observability",
    ]);
  });

  test("a new library without a line in the rule is refused", () => {
    expect(dependencyFindings(library("reporting", {}))).toHaveLength(1);
  });
});

describe("no cycle of projects", () => {
  const graph = Object.fromEntries(
    workspaces.map(({ manifest, project }) => [
      project,
      ownDependencies(manifest, ["dependencies", "optionalDependencies", "peerDependencies"]),
    ]),
  );

  test("the projects of this repository have none", () => {
    expect(Object.values(graph).flat().length).toBeGreaterThan(workspaces.length);
    expect(findCycle(graph)).toBeNull();
  });

  test("no project is built before itself, test dependencies counted as Nx counts them", () => {
    const built = workspaces.filter(({ manifest }) => manifest.nx?.targets?.["build"] !== undefined);
    const names = built.map(({ project }) => project);
    const edges = (manifest: Manifest) => ownDependencies(manifest, dependencyBlocks).filter((n) => names.includes(n));
    expect(findCycle(Object.fromEntries(built.map(({ manifest, project }) => [project, edges(manifest)])))).toBeNull();
  });

  test("a cycle is found and named in order", () => {
    expect(findCycle({ ...graph, schema: ["pipeline"] })?.join(" ")).toBe("schema pipeline schema");
    expect(findCycle({ a: ["b"], b: ["c"], c: ["d", "b"], d: [] })).toEqual(["b", "c", "b"]);
    expect(findCycle({ a: ["a"] })).toEqual(["a", "a"]);
  });

  test("two ways to the same project are no cycle", () => {
    expect(findCycle({ a: ["b", "c"], b: ["d"], c: ["d"] })).toBeNull();
  });
});

describe("every import is declared by the project's own package.json", () => {
  test.each(workspaces)("$folder", (workspace) => expect(undeclaredImports(workspace, root)).toEqual([]));

  test("without its dependencies a project's imports are named", () => {
    const schema = workspaces.find(({ project }) => project === "schema") as Workspace;
    const findings = undeclaredImports({ ...schema, manifest: { name: schema.manifest.name } }, root);
    expect(findings.length).toBeGreaterThan(10);
    expect(findings[0]).toMatch(/^libs\/schema\/.* imports drizzle-orm, which libs\/schema\/package.json does not/);
  });

  test("every form of an import is seen", () => {
    const text = readText("tools/repository/test/samples/importForms.txt");
    expect([...importedPackages(text)]).toEqual(["one", "@two/b", "three", "four", "five", "six", "seven", "eight"]);
  });
});
