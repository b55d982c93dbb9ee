import { readFileSync } from "node:fs";

/**
 * Makes the load hook, which takes the stripped text of TypeScript modules from what was stripped before; Node 22 strips each
 * of them again at every start.
 *
 * @param {ReturnType<typeof import("./strippedSources.mjs").makeStrip>} strip
 * @returns {import("node:module").LoadHookSync}
 */
export const makeLoad = (strip) => (url, context, next) => {
  if (context.format !== "module-typescript" || !url.startsWith("file:") || url.includes("/node_modules/")) {
    return next(url, context);
  }
  try {
    const source = strip(url, readFileSync(new URL(url), "utf8"));
    return { format: "module", source, shortCircuit: true };
  } catch {
    // A file that is not there or cannot be stripped: Node says it best.
    return next(url, context);
  }
};
