import type { Lockfile } from "./Lockfile.ts";
import { packageName } from "./packageName.ts";

/**
 * Lists names of `optionalDependencies` blocks that are not in the lock themselves.
 *
 * npm leaves out a platform's binary that its registry lacks, without a word; `npm ci` then refuses the lock, and other
 * platforms miss their binary.
 */
export const missingOptionalPackages = ({ packages }: Lockfile): ReadonlyArray<string> => {
  const locked = new Set(Object.keys(packages).map(packageName));
  return Object.entries(packages).flatMap(([place, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => !locked.has(name))
      .map((name) => `${place || "the root"} may install ${name}, which is not in the lock`),
  );
};

/** Lists packages with an install script that the root package.json does not allow by `allowScripts`. */
export const unlistedInstallScripts = (
  { packages }: Lockfile,
  allowed: Readonly<Record<string, boolean>>,
): ReadonlyArray<string> =>
  Object.entries(packages)
    .filter(([place, { hasInstallScript }]) => hasInstallScript === true && allowed[packageName(place) ?? ""] !== true)
    .map(([place]) => `${place} has an install script that allowScripts does not list`);

/** Lists names of `allowScripts` that no package with an install script bears any more. */
export const needlessAllowances = (
  { packages }: Lockfile,
  allowed: Readonly<Record<string, boolean>>,
): ReadonlyArray<string> => {
  const withScript = new Set(
    Object.entries(packages)
      .filter(([, { hasInstallScript }]) => hasInstallScript === true)
      .map(([place]) => packageName(place)),
  );
  return Object.keys(allowed).filter((name) => !withScript.has(name));
};

/** Lists packages that the lock does not tie to their content, or ties to one registry. */
export const untiedPackages = ({ packages }: Lockfile): ReadonlyArray<string> =>
  Object.entries(packages)
    .filter(([place, { link }]) => packageName(place) !== null && link !== true)
    .flatMap(([place, { integrity, resolved }]) => [
      ...(integrity?.startsWith("sha512-") === true ? [] : [`${place} has no SHA-512 in the lock`]),
      ...(resolved === undefined || resolved.startsWith("https://registry.npmjs.org/")
        ? []
        : [`${place} is tied to ${resolved}`]),
    ]);
