import { listFiles } from "../text/listFiles.ts";
import { readText } from "../text/readText.ts";
import { importedPackages } from "./importedPackages.ts";
import type { Manifest } from "./Manifest.ts";
import type { Workspace } from "./Workspace.ts";

const namesOf = (...blocks: ReadonlyArray<Readonly<Record<string, string>> | undefined>): ReadonlySet<string> =>
  new Set(blocks.flatMap((block) => Object.keys(block ?? {})));

/**
 * Lists imports whose package the project's own package.json does not declare; Nx knows no other dependencies.
 *
 * What ships must stand in `dependencies`; tests, tools and configuration may also use `devDependencies` and the tools that
 * the root package.json installs for all.
 */
export const undeclaredImports = (workspace: Workspace, root: Manifest): ReadonlyArray<string> => {
  const { folder, kind, manifest } = workspace;
  const shipped = namesOf(manifest.dependencies, manifest.optionalDependencies, manifest.peerDependencies);
  const tools = namesOf(manifest.dependencies, manifest.devDependencies, root.devDependencies);
  return listFiles(folder, (path) => path.endsWith(".ts")).flatMap((path) => {
    const ships = kind !== "tools" && manifest.name !== "@trialflow/testing" && path.startsWith(`${folder}/src/`);
    return [...importedPackages(readText(path))]
      .filter((name) => name !== manifest.name && !(ships ? shipped : tools).has(name))
      .map((name) => `${path} imports ${name}, which ${folder}/package.json does not declare`);
  });
};
