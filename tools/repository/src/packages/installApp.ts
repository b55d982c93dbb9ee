import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Manifest } from "../workspace/Manifest.ts";
import { runOrThrow } from "./runCommand.ts";

/**
 * Installs an application in a folder of its own, with packages that lie on disk in the place of those of the registry.
 *
 * Everything else comes from npm's cache where it is there. No install script runs, as with npm 12.
 */
export const installApp = async (
  source: string,
  folder: string,
  manifest: Manifest,
  packages: Readonly<Record<string, string>>,
): Promise<void> => {
  for (const path of ["src", "tsconfig.json"]) cpSync(join(source, path), join(folder, path), { recursive: true });
  // A library that only another library needs is named as well: the registry does not have it.
  const files = Object.fromEntries(Object.entries(packages).map(([name, path]) => [name, `file:${path}`]));
  const dependencies = { ...manifest.dependencies, ...files };
  writeFileSync(join(folder, "package.json"), JSON.stringify({ ...manifest, dependencies }, null, 2));
  await runOrThrow("npm install --prefer-offline --ignore-scripts --no-audit --no-fund", { cwd: folder });
};
