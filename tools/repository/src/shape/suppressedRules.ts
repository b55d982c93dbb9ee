const guarded = ["noRestrictedImports", "noUndeclaredDependencies", "noImportCycles", "plugin"];
const suppression = new RegExp(String.raw`biome-ignore\S*\s+(?:lint/\w+/)?(?:${guarded.join("|")})`);

/** Lists lines that switch off a rule which guards the architecture. */
export const suppressedRules = (files: ReadonlyMap<string, string>): ReadonlyArray<string> =>
  [...files].flatMap(([path, text]) =>
    text.split("\n").flatMap((line, index) => (suppression.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [])),
  );
