import type { dependencyBlocks, Manifest } from "./Manifest.ts";
import type { Workspace } from "./Workspace.ts";

const bottom = ["schema"];
const stage = ["schema", "database", "observability"];
const pipeline = [...stage, "extract", "transform", "quality"];
const above = [...pipeline, "pipeline"];
const app = [...above, "operations", "openlineage"];

/** Maps each library to those that it may depend on: arrows point down only, and stage libraries never meet. */
export const allowedDependencies: Readonly<Record<string, ReadonlyArray<string>>> = {
  schema: [],
  database: bottom,
  observability: bottom,
  extract: stage,
  transform: stage,
  quality: stage,
  pipeline,
  operations: above,
  openlineage: above,
  testing: ["schema", "database"],
};

const scope = "@trialflow/";

/** Lists the projects of this repository that one block of a package.json names. */
export const ownDependencies = (
  manifest: Manifest,
  blocks: ReadonlyArray<(typeof dependencyBlocks)[number]>,
): ReadonlyArray<string> =>
  blocks
    .flatMap((block) => Object.keys(manifest[block] ?? {}))
    .filter((name) => name.startsWith(scope))
    .map((name) => name.slice(scope.length));

const allowedFor = ({ kind, project }: Workspace): ReadonlyArray<string> | null =>
  kind === "apps" ? app : (allowedDependencies[project] ?? null);

/** Lists what a project's package.json declares against the dependency rule; empty when it is in order. */
export const dependencyFindings = (workspace: Workspace): ReadonlyArray<string> => {
  const { folder, kind, manifest, project } = workspace;
  if (kind === "tools") return [];
  const allowed = allowedFor(workspace);
  if (allowed === null) return [`${folder} has no line in the dependency rule: add ${project} to allowedDependencies`];
  const shipped = ownDependencies(manifest, ["dependencies", "optionalDependencies", "peerDependencies"])
    .filter((name) => !allowed.includes(name))
    .map((name) => `${folder} depends on ${name}, the rule allows ${allowed.join(", ") || "no project"}`);
  const tests = ownDependencies(manifest, ["devDependencies"])
    .filter((name) => name !== "testing" && !allowed.includes(name))
    .map((name) => `${folder} tests with ${name}, the rule allows testing and ${allowed.join(", ") || "no project"}`);
  return [...shipped, ...tests];
};
