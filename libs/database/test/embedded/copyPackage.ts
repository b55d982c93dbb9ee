import { cpSync, lstatSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { Effect } from "effect";
import { locateNativeFolder } from "../../src/embedded/locateNativeFolder.ts";

/** The folder of the installed package with the server binaries. */
export const installedPackage = async (): Promise<string> =>
  dirname((await Effect.runPromise(locateNativeFolder())).path);

/** Copies the package with the server binaries, as it is where install scripts did not run: without the library links. */
export const copyPackage = async (target: string): Promise<string> => {
  cpSync(await installedPackage(), target, { recursive: true, verbatimSymlinks: true });
  const libraries = join(target, "native", "lib");
  for (const name of readdirSync(libraries)) {
    if (lstatSync(join(libraries, name)).isSymbolicLink()) rmSync(join(libraries, name));
  }
  return target;
};
