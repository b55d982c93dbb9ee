import * as module from "node:module";
import { makeLoad } from "./loadSource.mjs";
import { makeResolve } from "./resolveImport.mjs";
import { makeStrip } from "./strippedSources.mjs";

/** Where stripped sources are kept: whoever can write there could change the packages themselves. */
const repositoryCache = new URL("../../../node_modules/.cache/trialflow/", import.meta.url);

/**
 * Runs a TypeScript entry of this repository from its sources, as they are: there is no build to forget and none that can be stale.
 *
 * Plain JavaScript, like everything in this folder: it runs before types can be stripped. What is kept from one start to the next
 * (the stripped text here, V8's code in Node's compile cache) is checked against the source's content each time.
 *
 * @param {URL} entry
 * @param {URL} [cacheFolder]
 */
export const runSources = async (entry, cacheFolder = repositoryCache) => {
  if (module.registerHooks === undefined) {
    console.error(
      `Node ${process.version} is too old to run the sources (22.15 or newer is needed). Run it through npx or npm, which use the Node of this repository.`,
    );
    process.exit(1);
  }
  module.enableCompileCache?.();
  module.registerHooks({ resolve: makeResolve(), load: makeLoad(makeStrip(cacheFolder)) });
  await import(entry.href);
};
