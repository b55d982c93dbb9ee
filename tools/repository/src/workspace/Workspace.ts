import type { Manifest } from "./Manifest.ts";

/** Describes one project of the repository. */
export interface Workspace {
  /** The folder from the root, such as `libs/schema`. */
  readonly folder: string;
  /** The kind of project: what stands before the slash of its folder. */
  readonly kind: "libs" | "apps" | "tools";
  /** The folder's own name, which is what the dependency rule speaks of. */
  readonly project: string;
  readonly manifest: Manifest;
}
