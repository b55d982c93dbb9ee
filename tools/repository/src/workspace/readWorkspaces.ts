import { existsSync, readdirSync } from "node:fs";
import { fromRoot } from "../repositoryRoot.ts";
import { readManifest } from "./readManifest.ts";
import type { Workspace } from "./Workspace.ts";

const kindOf = (pattern: string): Workspace["kind"] => {
  const kind = pattern.replace(/\/\*$/, "");
  if (kind === "libs" || kind === "apps" || kind === "tools") return kind;
  throw new Error(`Workspace pattern "${pattern}" of package.json is unknown, expected libs/*, apps/* or tools/*.`);
};

/** Reads every workspace that the root package.json names, in the order of the folders. */
export const readWorkspaces = (): ReadonlyArray<Workspace> =>
  (readManifest().workspaces ?? []).flatMap((pattern) => {
    const kind = kindOf(pattern);
    return readdirSync(fromRoot(kind))
      .sort()
      .filter((project) => existsSync(fromRoot(`${kind}/${project}/package.json`)))
      .map((project) => {
        const folder = `${kind}/${project}`;
        return { folder, kind, project, manifest: readManifest(folder) };
      });
  });
