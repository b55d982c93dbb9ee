import { isBuiltin } from "node:module";

const specifier = String.raw`["'\`](?<specifier>[^"'\`$\s]+)["'\`]`;
const statement = new RegExp(String.raw`^(?:import|export|\})[^"'\`;]*?\bfrom\s*${specifier}`, "gm");
const sideEffect = new RegExp(String.raw`^import\s*${specifier}`, "gm");
const call = new RegExp(String.raw`\b(?:import|require|require\.resolve)\(\s*${specifier}`, "g");

const packageOf = (name: string): string =>
  name.startsWith("/")
    ? name
    : name
        .split("/")
        .slice(0, name.startsWith("@") ? 2 : 1)
        .join("/");

/** Lists the packages that a source file imports in any form, types included, without those of Node.js and its own files. */
export const importedPackages = (text: string): ReadonlySet<string> =>
  new Set(
    [statement, sideEffect, call]
      .flatMap((pattern) => [...text.matchAll(pattern)].map(({ groups }) => groups?.["specifier"] ?? ""))
      .filter((name) => !name.startsWith(".") && !isBuiltin(name))
      .map(packageOf),
  );
