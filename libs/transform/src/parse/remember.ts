/** How many texts are remembered at least, and half of how many at most: some megabytes. */
const generationSize = 8192;

/** Longer texts are rare, and hardly come twice. */
const longestText = 500;

/**
 * Remembers what a pure function of a text gave for the texts of late, because a registry says the same of many trials: dates, places,
 * conditions. Whoever gets a value must not change it.
 */
export const remember = <T extends object>(make: (text: string) => T): ((text: string) => T) => {
  let recent = new Map<string, Remembered<T>>();
  let older: ReadonlyMap<string, Remembered<T>> = new Map();
  return (text) => {
    const known = recent.get(text);
    if (known !== undefined) return known.value;
    if (text.length > longestText || !text.isWellFormed()) return make(text);
    const entry = older.get(text) ?? entryOf(ownText(text), make);
    recent.set(entry.text, entry);
    if (recent.size >= generationSize) {
      older = recent;
      recent = new Map();
    }
    return entry.value;
  };
};

interface Remembered<T> {
  readonly text: string;
  readonly value: T;
}

const entryOf = <T>(text: string, make: (text: string) => T): Remembered<T> => ({ text, value: make(text) });

/** Copies a text: a part of a longer one keeps that in memory as a whole. */
const ownText = (text: string): string => Buffer.from(text).toString();
