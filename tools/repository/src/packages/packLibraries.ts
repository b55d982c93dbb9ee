import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fromRoot } from "../repositoryRoot.ts";
import type { Workspace } from "../workspace/Workspace.ts";
import { buildCommands } from "./buildCommands.ts";
import { runOrThrow } from "./runCommand.ts";

const configuration = ["package.json", "tsconfig.base.json", "tsup.config.ts"];
const notCopied = new Set(["node_modules", "dist", "test"]);

/** Copies libraries and links everything that they were installed with, so that a build leaves the checkout alone. */
const stage = (folder: string, libraries: ReadonlyArray<Workspace>): void => {
  for (const path of configuration) cpSync(fromRoot(path), join(folder, path));
  const modules = join(folder, "node_modules");
  mkdirSync(join(modules, "@trialflow"), { recursive: true });
  for (const name of readdirSync(fromRoot("node_modules"))) {
    if (name !== "@trialflow") symlinkSync(fromRoot(`node_modules/${name}`), join(modules, name));
  }
  for (const { folder: library, project } of libraries) {
    mkdirSync(join(folder, library), { recursive: true });
    for (const name of readdirSync(fromRoot(library))) {
      if (!notCopied.has(name))
        cpSync(fromRoot(`${library}/${name}`), join(folder, library, name), { recursive: true });
    }
    const own = fromRoot(`${library}/node_modules`);
    if (existsSync(own)) symlinkSync(own, join(folder, library, "node_modules"));
    symlinkSync(join(folder, library), join(modules, "@trialflow", project));
  }
};

/**
 * Builds libraries as `nx build` does and packs them as `npm publish` would, each after those that it needs.
 *
 * Writes   the given empty folder: a copy of the libraries with their `dist`, and one .tgz per library
 * Returns  the path of each package, by the library's name
 */
export const packLibraries = async (
  folder: string,
  libraries: ReadonlyArray<Workspace>,
): Promise<Readonly<Record<string, string>>> => {
  stage(folder, libraries);
  const packed: Record<string, string> = {};
  for (const { folder: library, manifest } of libraries) {
    const cwd = join(folder, library);
    for (const command of buildCommands()) await runOrThrow(command, { cwd });
    const { stdout } = await runOrThrow(`npm pack --silent --ignore-scripts --pack-destination "${folder}"`, { cwd });
    packed[manifest.name] = join(folder, stdout.trim());
  }
  return packed;
};
