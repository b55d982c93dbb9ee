/** Where a record's changeable facts stand, counted from 0. */
export interface ChangeColumns {
  readonly enrollment: number;
  readonly locations: number;
}

/**
 * Finds the columns that a changed trial differs in, by the names of both kinds of export.
 *
 * Errors   throws when the header lacks one of them
 */
export const findChangeColumns = (names: ReadonlyArray<string>): ChangeColumns => {
  const place = (name: string): number => {
    const found = names.findIndex((given) => given.trim().toLowerCase() === name);
    if (found !== -1) return found;
    throw new Error(
      `The header has no column "${name}", found ${names.join(", ")}. Is this an export of the registry?`,
    );
  };
  return { enrollment: place("enrollment"), locations: place("locations") };
};

const site = "Benchmark Hospital, Berlin, Germany";

const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`;

/**
 * Changes a trial as the registry's updates do: one participant more and another site, so a value and an entry of a list differ.
 *
 * @param fields raw fields, as they stand in the file
 * @param readValue reads the value of a raw field
 */
export const changeRecord = (
  fields: ReadonlyArray<string>,
  { enrollment, locations }: ChangeColumns,
  readValue: (raw: string) => string,
): ReadonlyArray<string> =>
  fields.map((raw, place) => {
    const value = readValue(raw);
    if (place === enrollment) return quoted(/^\d+$/.test(value) ? String(Number(value) + 1) : "100");
    if (place === locations) return quoted(value === "" ? site : `${value}|${site}`);
    return raw;
  });

/** How many trials there are for one that changes. */
export const trialsPerChange = 100;

/** Decides whether the trial at a place of the file, counted from 0, changes: the first of each hundred. */
export const isChanged = (place: number): boolean => place % trialsPerChange === 0;
