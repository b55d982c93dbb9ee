import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fromRoot } from "../repositoryRoot.ts";
import type { Workspace } from "../workspace/Workspace.ts";

/** One finding of the linter. */
export interface Diagnostic {
  readonly severity: string;
  /** The rule, such as `lint/style/noRestrictedImports`. */
  readonly category: string;
  readonly message: string;
}

interface Report {
  readonly diagnostics: ReadonlyArray<Diagnostic & { readonly location: { readonly path: string } }>;
}

const linter = fromRoot("node_modules/@biomejs/biome/bin/biome");
const configuration = ["biome.json", ".gitignore", "package.json", "tools/repository/biome"];

const lintFolder = (folder: string): Report => {
  const options = ["lint", "--reporter=json", "--max-diagnostics=none"];
  const { stderr, stdout } = spawnSync(process.execPath, [linter, ...options], { cwd: folder, encoding: "utf8" });
  if (!stdout.startsWith("{")) throw new Error(`The linter gave no report, it said: ${stderr}${stdout}`);
  return JSON.parse(stdout) as Report;
};

/**
 * Lints files as if they stood in the repository, and gives the findings by file, an empty list where there are none.
 *
 * Writes   a temporary folder: the linter's real configuration, every project's package.json and a stub as its index.ts,
 *          and the given files by their path from the root. Removed afterwards.
 */
export const lintFiles = (
  workspaces: ReadonlyArray<Workspace>,
  files: ReadonlyMap<string, string>,
): ReadonlyMap<string, ReadonlyArray<Diagnostic>> => {
  const folder = mkdtempSync(join(tmpdir(), "trialflow-lint-"));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  try {
    for (const path of configuration) cpSync(fromRoot(path), join(folder, path), { recursive: true });
    for (const workspace of workspaces) {
      write(`${workspace.folder}/package.json`, JSON.stringify(workspace.manifest));
      write(`${workspace.folder}/src/index.ts`, "export const stub = 1;\n");
    }
    for (const [path, text] of files) write(path, text);
    const { diagnostics } = lintFolder(folder);
    return new Map(
      [...files.keys()].map((path) => [path, diagnostics.filter(({ location }) => location.path === path)]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
