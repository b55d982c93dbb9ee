import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { installApp } from "../src/packages/installApp.ts";
import { packLibraries } from "../src/packages/packLibraries.ts";
import { requiredLibraries } from "../src/packages/requiredLibraries.ts";
import { runCommand } from "../src/packages/runCommand.ts";
import { fromRoot } from "../src/repositoryRoot.ts";
import type { Manifest } from "../src/workspace/Manifest.ts";
import { readManifest } from "../src/workspace/readManifest.ts";
import { readWorkspaces } from "../src/workspace/readWorkspaces.ts";
import { differingVersions } from "../src/workspace/versionFindings.ts";

const example = fromRoot("tools/example-app");
const template = JSON.parse(readFileSync(join(example, "package.template.json"), "utf8")) as Manifest;
const workspaces = readWorkspaces();
const libraries = requiredLibraries(template, workspaces);

const folder = mkdtempSync(join(tmpdir(), "trialflow-example-"));
// Started by root, the embedded server runs as another user, who has to pass through.
chmodSync(folder, 0o711);
const app = join(folder, "app");
const compiler = "node node_modules/typescript/bin/tsc";
let packages: Readonly<Record<string, string>> = {};

beforeAll(async () => {
  const build = join(folder, "build");
  for (const path of [build, app]) mkdirSync(path);
  packages = await packLibraries(build, libraries);
  await installApp(example, app, template, packages);
}, 600_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the app asks for the same versions as the libraries", () => {
  expect(differingVersions([template, readManifest(), ...workspaces.map(({ manifest }) => manifest)])).toEqual([]);
});

test("the app needs no library of ours that it does not come with", () => {
  expect(libraries.map(({ project }) => project)).toEqual([
    "schema",
    "database",
    "observability",
    "quality",
    "transform",
  ]);
  expect(Object.keys(packages)).toEqual(libraries.map(({ manifest }) => manifest.name));
});

describe("a package holds what a user needs and nothing else", () => {
  test.each(libraries)("$manifest.name", async ({ manifest, project }) => {
    const { stdout } = await runCommand(`tar -tzf "${packages[manifest.name]}"`, { cwd: folder });
    const paths = stdout.trim().split("\n");
    expect(paths).toEqual(expect.arrayContaining(["package/dist/index.js", "package/dist/index.d.ts"]));
    const allowed = /^package\/(?:package\.json|README\.md|LICENSE|dist\/[\w/-]+\.(?:js|js\.map|d\.ts|d\.ts\.map))$/;
    const migrations = /^package\/migrations\/(?:\d{4}_\w+\.sql|meta\/(?:_journal|\d{4}_snapshot)\.json)$/;
    expect(paths.filter((path) => !allowed.test(path) && !(project === "schema" && migrations.test(path)))).toEqual([]);
  });
});

describe("an app outside of the repository", () => {
  test("compiles against the packages' declarations, and its mistakes do not", { timeout: 300_000 }, async () => {
    expect(await runCommand(compiler, { cwd: app })).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  });

  test("finds no error in the declarations themselves", { timeout: 300_000 }, async () => {
    const { stdout } = await runCommand(`${compiler} --noEmit --pretty false --skipLibCheck false`, { cwd: app });
    // drizzle-orm's own declarations have errors; they prove that declarations are looked at.
    const places = stdout.split("\n").filter((line) => /^\S.*: error TS/.test(line));
    expect(places.length).toBeGreaterThan(0);
    expect(places.filter((place) => !place.startsWith("node_modules/drizzle-orm/"))).toEqual([]);
  });

  test("decodes trials and checks a table of its own on the embedded server", { timeout: 300_000 }, async () => {
    const home = join(folder, "home");
    const { exitCode, stderr, stdout } = await runCommand("node build/main.js", {
      cwd: app,
      env: { TRIALFLOW_HOME: home },
    });
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining("site_visits 1.0.0: failed"),
    });
    expect(JSON.parse(stdout)).toMatchObject({
      trial: {
        trial: {
          trial: { nct_id: "NCT04333550", overall_status: "RECRUITING", minimum_age: 18, start_date: "2020-05-01" },
          phases: [{ phase: "PHASE1" }, { phase: "PHASE2" }],
        },
        problems: [{ field: "completion_date", reason: "impossible_date" }],
      },
      line: { nctId: "NCT04333550", visited: { date: "2020-05-20", precision: "day" } },
      dates: [{ date: "2020-05-01", precision: "month" }, expect.stringMatching(/^impossible_date: expected /)],
      report: {
        verdict: "failed",
        results: [
          { name: "visits_exist", status: "passed", observed: 3 },
          { name: "trial_is_named", status: "failed", sample: [{ key: { visit_id: 3 } }] },
          { name: "trial_is_registered", status: "passed" },
          { name: "participants_are_plausible", status: "failed", sample: [{ values: { participants_count: -1 } }] },
          { name: "report_follows_visit", status: "failed", sample: [{ key: { visit_id: 2 } }] },
          { name: "outcome_is_known", status: "warned", failedCount: 1 },
          { name: "one_visit_a_day", status: "passed" },
        ],
      },
    });
  });
});
