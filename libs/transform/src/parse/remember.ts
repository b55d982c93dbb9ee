/** How many characters of text are remembered at most: with what was made of them, a megabyte or two. */
const defaultMost = 1 << 18;

/** Longer texts are rare, and hardly come twice. */
const longestText = 500;

/**
 * Remembers what a pure function of a text gave for the texts of late, because a registry says the same of many trials: dates, places,
 * conditions. Whoever gets a value must not change it. When the texts have more than `most` characters together, all are forgotten.
 */
export const remember = <T extends object>(make: (text: string) => T, most = defaultMost): ((text: string) => T) => {
  const values = new Map<string, T>();
  let characters = 0;
  return (text) => {
    const known = values.get(text);
    if (known !== undefined) return known;
    if (text.length > longestText) return make(text);
    characters += text.length;
    // All at once: what comes often is soon back, and to keep books about each text would cost more than that.
    if (characters > most) {
      values.clear();
      characters = text.length;
    }
    const own = ownText(text);
    const value = make(own);
    values.set(own, value);
    return value;
  };
};

/** Copies a text, because a part of a longer one keeps that in memory as a whole: what is joined from two has to be written anew. */
const ownText = (text: string): string => ` ${text}`.slice(1);
