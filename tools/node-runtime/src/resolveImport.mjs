import { readFileSync } from "node:fs";

/** @param {string} url */
const folderOf = (url) => url.slice(0, url.lastIndexOf("/") + 1);

/** Finds the package that a folder belongs to, by the nearest package.json, and whether its .js files are ES modules. */
const makeFindPackage = () => {
  /** @type {Map<string, { readonly folder: string, readonly isModule: boolean } | null>} */
  const known = new Map();
  /** @param {string} folder */
  const read = (folder) => {
    try {
      return { folder, isModule: JSON.parse(readFileSync(new URL("package.json", folder), "utf8")).type === "module" };
    } catch (error) {
      if (error.code !== "ENOENT") throw error;
      const above = new URL("..", folder).href;
      return above === folder ? null : find(above);
    }
  };
  /** @param {string} folder */
  const find = (folder) => {
    let found = known.get(folder);
    if (found === undefined) {
      found = read(folder);
      known.set(folder, found);
    }
    return found;
  };
  return find;
};

/**
 * Makes the resolve hook: libraries of this repository resolve to their sources, and the resolver asks the disk only once for what
 * it can know.
 *
 * Node parses a package's whole `exports` again for each of its modules; drizzle-orm's are 180 kB and took half of a command's time.
 * A relative import of an ES module needs no `exports`, and a package's name means the same in all files of the package that imports it.
 * Everything else (require, CommonJS, JSON, built-in modules) goes the normal way.
 *
 * @returns {import("node:module").ResolveHookSync}
 */
export const makeResolve = () => {
  const findPackage = makeFindPackage();
  /** @type {Map<string, import("node:module").ResolveFnOutput>} */
  const byName = new Map();
  return (specifier, context, next) => {
    const { parentURL } = context;
    const isImport = parentURL?.startsWith("file:") === true && context.conditions.includes("import");
    if (isImport && /^\.\.?\/.*\.[jt]s$/.test(specifier)) {
      const url = new URL(specifier, parentURL).href;
      if (findPackage(folderOf(url))?.isModule === true) {
        return { url, format: url.endsWith(".ts") ? "module-typescript" : "module", shortCircuit: true };
      }
    }
    const conditions = specifier.startsWith("@trialflow/")
      ? [...context.conditions, "@trialflow/source"]
      : context.conditions;
    const resolve = () => next(specifier, { ...context, conditions });
    if (!isImport || !/^[@a-z]/.test(specifier) || specifier.includes(":")) return resolve();
    const key = `${findPackage(folderOf(parentURL))?.folder} ${specifier}`;
    let found = byName.get(key);
    if (found === undefined) {
      found = { ...resolve(), shortCircuit: true };
      byName.set(key, found);
    }
    return found;
  };
};
