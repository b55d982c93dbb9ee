/** One state, province or region of a country, as the registry's locations name it. */
export interface State {
  /** The name that is stored. */
  readonly name: string;
  /** Spellings that can only mean the state: its name, abbreviations, other languages, slips seen in real records. */
  readonly spellings: ReadonlyArray<string>;
  /** Spellings that are also a town's name, so that the words alone do not say which of the two is meant. */
  readonly townSpellings: ReadonlyArray<string>;
}

/** Declares a state whose name is no town's. Case and diacritics need no spelling of their own. */
export const state = (name: string, ...alsoWritten: ReadonlyArray<string>): State => ({
  name,
  spellings: [name, ...alsoWritten],
  townSpellings: [],
});

/** Declares a state that shares its name with a town; of several shared spellings the first is stored. */
export const stateAndTown = (
  shared: string | readonly [string, ...string[]],
  ...alsoWritten: ReadonlyArray<string>
): State => {
  const townSpellings = typeof shared === "string" ? ([shared] as const) : shared;
  return { name: townSpellings[0], spellings: alsoWritten, townSpellings };
};
