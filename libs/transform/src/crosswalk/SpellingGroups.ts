import { nameKey, singleSpaced } from "./spellingKey.ts";

/** Names of things with the other spellings that mean exactly the same thing. */
export type SpellingGroups = Readonly<Record<string, ReadonlyArray<string>>>;

/**
 * Builds the lookup of a crosswalk of names: a listed spelling gives its group's name, any other text comes back as it is,
 * with runs of blanks as one space. Case and blanks do not matter for the match; nothing else is ignored.
 *
 * Errors   throws when one spelling is listed in two groups, because a crosswalk must be a function
 */
export const canonicalNameLookup = (title: string, groups: SpellingGroups): ((name: string) => string) => {
  const bySpelling = new Map<string, string>();
  for (const [name, spellings] of Object.entries(groups)) {
    for (const spelling of [name, ...spellings]) {
      const key = nameKey(spelling);
      const known = bySpelling.get(key);
      if (known !== undefined && known !== name) {
        throw new Error(`${title}: "${spelling}" is listed under ${known} and ${name}; keep it with one of them`);
      }
      bySpelling.set(key, name);
    }
  }
  return (name) => bySpelling.get(nameKey(name)) ?? singleSpaced(name);
};
