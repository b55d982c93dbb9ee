/** What a zip file's list of names says about the table to take. */
export type TableChoice =
  | { readonly _tag: "Chosen"; readonly name: string }
  | { readonly _tag: "Unclear"; readonly tableCount: number };

const baseName = (name: string): string => name.slice(name.lastIndexOf("/") + 1);

// macOS adds a `__MACOSX/._name.csv` shadow for each file it zips; neither is a table.
const isHidden = (name: string): boolean => name.startsWith("__MACOSX/") || baseName(name).startsWith(".");

/**
 * Chooses the table of a zip file: the one of the preferred name, else the only CSV file, else the only TSV or TXT file.
 *
 * Names are compared without their folder and without upper and lower case. Hidden files and the shadows macOS adds do not count.
 */
export const chooseTable = (names: ReadonlyArray<string>, preferred: string): TableChoice => {
  const files = names.filter((name) => !name.endsWith("/") && !isHidden(name));
  const named = files.filter((name) => baseName(name).toLowerCase() === preferred.toLowerCase());
  const csv = files.filter((name) => /\.csv$/i.test(name));
  const other = files.filter((name) => /\.(tsv|txt)$/i.test(name));
  for (const candidates of [named, csv, csv.length === 0 ? other : []]) {
    const [name] = candidates;
    if (name !== undefined && candidates.length === 1) return { _tag: "Chosen", name };
  }
  return { _tag: "Unclear", tableCount: csv.length + other.length };
};
