import { isDeepStrictEqual } from "node:util";
import type { Workspace } from "../workspace/Workspace.ts";
import type { Lockfile } from "./Lockfile.ts";

const blocks = ["dependencies", "devDependencies", "optionalDependencies"] as const;

/** Lists workspaces whose dependencies the lock does not describe as their package.json does; `npm ci` refuses such a lock. */
export const staleWorkspaces = ({ packages }: Lockfile, workspaces: ReadonlyArray<Workspace>): ReadonlyArray<string> =>
  workspaces.flatMap(({ folder, manifest }) => {
    const entry = packages[folder];
    if (entry === undefined) return [`${folder} is not in the lock: run npm install`];
    return blocks
      .filter((block) => !isDeepStrictEqual(entry[block] ?? {}, manifest[block] ?? {}))
      .map((block) => `${block} of ${folder} differ from the lock: run npm install`);
  });
