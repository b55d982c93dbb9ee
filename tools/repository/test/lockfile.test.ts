import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Lockfile } from "../src/lockfile/Lockfile.ts";
import { shippedLicences, toolLicences, unreviewedLicences } from "../src/lockfile/licences.ts";
import {
  missingOptionalPackages,
  needlessAllowances,
  unlistedInstallScripts,
  untiedPackages,
} from "../src/lockfile/lockFindings.ts";
import { staleWorkspaces } from "../src/lockfile/staleWorkspaces.ts";
import { fromRoot } from "../src/repositoryRoot.ts";
import { readManifest } from "../src/workspace/readManifest.ts";
import { readWorkspaces } from "../src/workspace/readWorkspaces.ts";
import { differingVersions, unpinnedDependencies } from "../src/workspace/versionFindings.ts";

const lock = JSON.parse(readFileSync(fromRoot("package-lock.json"), "utf8")) as Lockfile;
const root = readManifest();
const workspaces = readWorkspaces();
const manifests = [root, ...workspaces.map(({ manifest }) => manifest)];
const external = Object.entries(lock.packages).filter(([place, { link }]) => place.includes("node_modules/") && !link);

describe("the lock of this repository", () => {
  test("holds the packages of a real installation", () => expect(external.length).toBeGreaterThan(300));

  test("holds every platform's binaries", () => expect(missingOptionalPackages(lock)).toEqual([]));

  test("ties every package to its content and none to a registry", () => expect(untiedPackages(lock)).toEqual([]));

  test("holds only packages whose licence was reviewed", () => expect(unreviewedLicences(lock)).toEqual([]));

  test("has no reviewed licence that no package bears", () => {
    const borne = new Set(external.map(([, { license }]) => license));
    expect([...shippedLicences, ...toolLicences].filter((licence) => !borne.has(licence))).toEqual([]);
  });

  test("runs only install scripts that allowScripts lists, and lists no other", () => {
    expect(unlistedInstallScripts(lock, root.allowScripts ?? {})).toEqual([]);
    expect(needlessAllowances(lock, root.allowScripts ?? {})).toEqual([]);
  });

  test("describes every workspace as its package.json does", () =>
    expect(staleWorkspaces(lock, workspaces)).toEqual([]));
});

describe("the package.json files of this repository", () => {
  test("pin every dependency to one exact version", () => expect(unpinnedDependencies(manifests)).toEqual([]));

  test("ask for a dependency in one version alone", () => expect(differingVersions(manifests)).toEqual([]));
});

describe("a defect is found", () => {
  const place = "node_modules/effect";
  const changed = (changes: Readonly<Record<string, object>>): Lockfile => ({
    packages: { ...lock.packages, ...changes },
  });

  test("a binary that is not in the lock", () => {
    const { "node_modules/@biomejs/cli-darwin-arm64": _, ...packages } = lock.packages;
    expect(missingOptionalPackages({ packages })).toEqual([
      "node_modules/@biomejs/biome may install @biomejs/cli-darwin-arm64, which is not in the lock",
    ]);
  });

  test("a package without a checksum, or of another registry", () => {
    expect(untiedPackages(changed({ [place]: { version: "4.1.0" } }))).toHaveLength(1);
    expect(
      untiedPackages(changed({ [place]: { integrity: "sha512-x", resolved: "http://mirror/effect.tgz" } })),
    ).toEqual([`${place} is tied to http://mirror/effect.tgz`]);
  });

  test("a licence of copyleft, none at all, and a tool's licence on a package that ships", () => {
    expect(unreviewedLicences(changed({ [place]: { license: "GPL-3.0-only" } }))).toEqual([
      `${place} (shipped): GPL-3.0-only`,
    ]);
    expect(unreviewedLicences(changed({ [place]: {} }))).toEqual([`${place} (shipped): no licence`]);
    expect(unreviewedLicences(changed({ [place]: { license: "MPL-2.0" } }))).toHaveLength(1);
    expect(unreviewedLicences(changed({ [place]: { license: "MPL-2.0", dev: true } }))).toEqual([]);
  });

  test("an install script that nobody allowed, and an allowance that nobody needs", () => {
    const scripted = changed({ [place]: { hasInstallScript: true } });
    expect(unlistedInstallScripts(scripted, root.allowScripts ?? {})).toEqual([
      `${place} has an install script that allowScripts does not list`,
    ]);
    expect(unlistedInstallScripts(scripted, { ...root.allowScripts, effect: false })).toHaveLength(1);
    expect(needlessAllowances(lock, { ...root.allowScripts, effect: true })).toEqual(["effect"]);
  });

  test("a package.json that was changed after the lock", () => {
    const [first] = workspaces;
    if (first === undefined) throw new Error("The repository has no workspace.");
    const newer = { ...first, manifest: { ...first.manifest, dependencies: { effect: "9.9.9" } } };
    expect(staleWorkspaces(lock, [newer])).toEqual([
      `dependencies of ${first.folder} differ from the lock: run npm install`,
    ]);
    expect(staleWorkspaces(lock, [{ ...first, folder: "libs/new" }])).toHaveLength(1);
  });

  test.each(["^4.1.0", "~4.1.0", "4.1", "*", "latest", ">=4.1.0", "4.x"])("the version %s is no pin", (version) => {
    expect(unpinnedDependencies([{ name: "a", dependencies: { effect: version } }])).toHaveLength(1);
    expect(unpinnedDependencies([{ name: "a", overrides: { effect: version } }])).toHaveLength(1);
  });

  test("two versions of one dependency, whichever blocks they stand in", () => {
    expect(
      differingVersions([
        { name: "a", dependencies: { effect: "4.1.0" } },
        { name: "b", devDependencies: { effect: "4.2.0" } },
        { name: "c", optionalDependencies: { effect: "4.1.0" } },
      ]),
    ).toEqual(["effect: 4.1.0 (a, c), 4.2.0 (b)"]);
  });
});
