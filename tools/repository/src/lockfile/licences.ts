import type { Lockfile } from "./Lockfile.ts";
import { packageName } from "./packageName.ts";

/** Names the licences that a package may have if it ships with Trialflow: permissive, compatible with Apache-2.0. */
export const shippedLicences: ReadonlySet<string> = new Set([
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "ISC",
  "MIT",
  "Unlicense",
]);

/**
 * Names the licences that a package may have besides, if it is installed for development alone and never passed on.
 *
 * BlueOak-1.0.0 and Python-2.0 are permissive; MPL-2.0 (lightningcss, a part of the test runner) asks for its own files'
 * sources when they are passed on; the choice in "MIT OR Apache-2.0" is MIT.
 */
export const toolLicences: ReadonlySet<string> = new Set([
  "BlueOak-1.0.0",
  "MIT OR Apache-2.0",
  "MPL-2.0",
  "Python-2.0",
]);

/** Lists packages whose licence nobody has reviewed for the way in which they are used. */
export const unreviewedLicences = ({ packages }: Lockfile): ReadonlyArray<string> =>
  Object.entries(packages)
    .filter(([place, { link }]) => packageName(place) !== null && link !== true)
    .filter(
      ([, { dev, license = "" }]) => !shippedLicences.has(license) && !(dev === true && toolLicences.has(license)),
    )
    .map(([place, { dev, license }]) => `${place} (${dev === true ? "tool" : "shipped"}): ${license ?? "no licence"}`);
