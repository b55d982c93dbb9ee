import { dependencyBlocks, type Manifest } from "./Manifest.ts";

const exact = /^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/;

const externalDependencies = (manifest: Manifest): ReadonlyArray<readonly [name: string, version: string]> =>
  [...dependencyBlocks.map((block) => manifest[block]), manifest.overrides].flatMap((block) =>
    Object.entries(block ?? {}),
  );

/** Lists dependencies that are not pinned to one exact version. */
export const unpinnedDependencies = (manifests: ReadonlyArray<Manifest>): ReadonlyArray<string> =>
  manifests.flatMap((manifest) =>
    externalDependencies(manifest)
      .filter(([, version]) => !exact.test(version))
      .map(([name, version]) => `${manifest.name} asks for ${name} ${version}, expected an exact version`),
  );

/** Lists dependencies for which two package.json files ask in different versions. */
export const differingVersions = (manifests: ReadonlyArray<Manifest>): ReadonlyArray<string> => {
  const asked = new Map<string, Map<string, ReadonlyArray<string>>>();
  for (const manifest of manifests) {
    for (const [name, version] of externalDependencies(manifest)) {
      const versions = asked.get(name) ?? new Map<string, ReadonlyArray<string>>();
      asked.set(name, versions.set(version, [...(versions.get(version) ?? []), manifest.name]));
    }
  }
  return [...asked]
    .filter(([, versions]) => versions.size > 1)
    .map(([name, versions]) => `${name}: ${[...versions].map(([v, by]) => `${v} (${by.join(", ")})`).join(", ")}`);
};
