// The package's main file reads the names in 80 languages, which takes longer than the rest of this library.
import isoCountries from "i18n-iso-countries/index.js";
import english from "i18n-iso-countries/langs/en.json" with { type: "json" };
import { registryCountryNames, storedCountryNames } from "./countryNames.ts";
import { placeKey } from "./spellingKey.ts";

/** A country as it is stored. */
export interface Country {
  /** One name per code, whatever the source wrote. */
  readonly name: string;
  /** ISO 3166-1 alpha-2; for a country that exists no more its withdrawn code. */
  readonly code: string;
}

/** The version of the country crosswalk. Raise it when a spelling or a stored name changes. */
export const COUNTRY_CROSSWALK_VERSION = "1.0.0";

isoCountries.registerLocale(english);
const isoNames = isoCountries.getNames("en", { select: "all" });

const storedName = (code: string): string => storedCountryNames[code] ?? isoNames[code]?.[0] ?? code;

const bySpelling = ((): ReadonlyMap<string, Country> => {
  const spellings = new Map<string, Country>();
  const add = (spelling: string, code: string) => spellings.set(placeKey(spelling), { name: storedName(code), code });
  for (const [code, names] of Object.entries(isoNames)) {
    for (const name of names) add(name, code);
  }
  for (const [code, name] of Object.entries(storedCountryNames)) add(name, code);
  // Last, because the registry's own meaning of a name (Congo) goes before the list's.
  for (const [name, code] of registryCountryNames) add(name, code);
  return spellings;
})();

/**
 * Finds the country that a name stands for; `undefined` when the name is in no list. Case, diacritics and runs of blanks
 * do not matter, everything else does.
 *
 * Source   ISO 3166-1 through i18n-iso-countries 7.14, and {@link registryCountryNames}
 */
export const findCountry = (name: string): Country | undefined => bySpelling.get(placeKey(name));

/** The last parts of the names that hold a comma: only after them can a country's name be longer than one part. */
const lastPartsOfLongNames = new Set(
  [...bySpelling.keys()].filter((name) => name.includes(", ")).map((name) => name.slice(name.lastIndexOf(", ") + 2)),
);

/** More commas than this no country's name has. */
const MOST_COMMAS = Math.max(...[...bySpelling.keys()].map((name) => name.split(", ").length - 1));

/**
 * Finds the longest country name at the end of a text that was split at its commas (`Seoul`, `Korea`, `Republic of`), and
 * how many of the parts it takes.
 */
export const findCountryAtEnd = (
  parts: ReadonlyArray<string>,
): { readonly country: Country; readonly size: number } | undefined => {
  const last = placeKey(parts.at(-1) ?? "");
  if (lastPartsOfLongNames.has(last)) {
    for (let size = Math.min(parts.length, MOST_COMMAS + 1); size >= 2; size -= 1) {
      const country = findCountry(parts.slice(-size).join(", "));
      if (country !== undefined) return { country, size };
    }
  }
  const country = bySpelling.get(last);
  return country === undefined ? undefined : { country, size: 1 };
};

/** Tells whether a text is only another way to write a country: one of its names or ISO 3166-1 codes. */
export const namesCountry = (text: string, country: Country): boolean =>
  findCountry(text)?.code === country.code ||
  text === country.code ||
  text === isoCountries.alpha2ToAlpha3(country.code);
