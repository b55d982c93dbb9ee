/** Says what one value of a vocabulary is called and how else sources write it. */
export interface VocabularyEntry {
  /** The canonical value: the spelling of the registry's JSON API v2. */
  readonly value: string;
  /** What people read: the text of the registry's classic export. */
  readonly label: string;
  /** Further spellings that sources use for the same value. Each is matched exactly. */
  readonly alsoWritten?: ReadonlyArray<string>;
}

type Values<Entries extends ReadonlyArray<VocabularyEntry>> = {
  readonly [I in keyof Entries]: Entries[I]["value"];
};

/** A closed list of values with its labels and the exact crosswalk from every known spelling. */
export interface Vocabulary<
  Name extends string = string,
  Entries extends ReadonlyArray<VocabularyEntry> = ReadonlyArray<VocabularyEntry>,
> {
  /** The vocabulary's name in snake_case; an unknown spelling is the problem `unknown_<name>`. */
  readonly name: Name;
  /** The entries in their order of presentation. */
  readonly entries: Entries;
  /** The canonical values in the same order, as a tuple. */
  readonly values: Values<Entries>;
  /** Finds the canonical value of a spelling; `undefined` when the spelling is not listed. */
  fromSpelling(spelling: string): Entries[number]["value"] | undefined;
  /** Gives the entry of a canonical value. */
  entryOf(value: Entries[number]["value"]): Entries[number];
  /** Gives the label of a canonical value. */
  labelOf(value: Entries[number]["value"]): string;
  /** Gives a value's place in the order of presentation, from 1. */
  sortOrderOf(value: Entries[number]["value"]): number;
}

/** The union of a vocabulary's canonical values. */
export type VocabularyValue<V extends Vocabulary> = V["entries"][number]["value"];

/**
 * Declares a vocabulary. Values, labels and `alsoWritten` together are its crosswalk; matching is exact and
 * case-sensitive.
 *
 * Errors   throws when one spelling is declared for two values, because a crosswalk must be a function
 */
export const vocabulary = <const Name extends string, const Entries extends ReadonlyArray<VocabularyEntry>>(
  name: Name,
  entries: Entries,
): Vocabulary<Name, Entries> => {
  type Value = Entries[number]["value"];
  const bySpelling = new Map<string, Value>();
  const byValue = new Map<string, { readonly entry: VocabularyEntry; readonly sortOrder: number }>();
  entries.forEach((entry, index) => {
    byValue.set(entry.value, { entry, sortOrder: index + 1 });
    for (const spelling of [entry.value, entry.label, ...(entry.alsoWritten ?? [])]) {
      const known = bySpelling.get(spelling);
      if (known !== undefined && known !== entry.value) {
        throw new Error(
          `${name}: "${spelling}" is declared for ${known} and for ${entry.value}; keep it with one of them`,
        );
      }
      bySpelling.set(spelling, entry.value);
    }
  });
  const placed = (value: Value) => {
    const found = byValue.get(value);
    if (found === undefined) throw new Error(`${name}: "${value}" is not one of ${[...byValue.keys()].join(", ")}`);
    return found;
  };
  return {
    name,
    entries,
    values: entries.map((entry) => entry.value) as unknown as Values<Entries>,
    fromSpelling: (spelling) => bySpelling.get(spelling),
    entryOf: (value) => placed(value).entry as Entries[number],
    labelOf: (value) => placed(value).entry.label,
    sortOrderOf: (value) => placed(value).sortOrder,
  };
};
