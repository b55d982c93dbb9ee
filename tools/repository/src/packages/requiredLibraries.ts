import { ownDependencies } from "../workspace/dependencyRule.ts";
import type { Manifest } from "../workspace/Manifest.ts";
import type { Workspace } from "../workspace/Workspace.ts";

/** Lists the libraries that a package needs, directly and through others, each after those that it needs itself. */
export const requiredLibraries = (
  manifest: Manifest,
  workspaces: ReadonlyArray<Workspace>,
): ReadonlyArray<Workspace> => {
  const found = new Set<Workspace>();
  const add = (needed: Manifest): void => {
    for (const name of ownDependencies(needed, ["dependencies"])) {
      const workspace = workspaces.find(({ project }) => project === name);
      if (workspace === undefined) throw new Error(`${needed.name} needs ${name}, which is no workspace.`);
      if (found.has(workspace)) continue;
      add(workspace.manifest);
      found.add(workspace);
    }
  };
  add(manifest);
  return [...found];
};
