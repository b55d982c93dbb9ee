import { countriesNamedLikeTheirTown } from "../crosswalk/countryNames.ts";
import { type Country, findCountryAtEnd, namesCountry } from "../crosswalk/findCountry.ts";
import { findState, isNoState } from "../crosswalk/findState.ts";
import { institutionWords } from "../crosswalk/institutionWords.ts";
import { placeKey } from "../crosswalk/spellingKey.ts";
import type { ParsedEntry } from "./ParsedList.ts";

/** A site of a trial. */
export interface StudyLocation {
  readonly facility: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly country: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode: string | null;
  /** The whole entry as the source wrote it. */
  readonly rawText: string;
}

/**
 * Parses a site, `Facility, City[, State], Country`, from right to left: the longest known country name, then a known
 * state of that country, then the city; what is left is the facility, commas and all.
 *
 * A name that is a state's and a town's (`São Paulo`) is the state if a town can stand before it: not if the part before
 * belongs to an institution, holds a number or is the country. A form's leftover in the place of the
 * state (`Please Select`) and a repeated country name are passed over. Nothing is derived from a city.
 *
 * Errors   `unknown_country`: the entry keeps its text and nothing else
 */
export const parseLocation = (entry: string): ParsedEntry<StudyLocation> => {
  const places = entry.split(", ");
  const found = findCountryAtEnd(places);
  if (found === undefined) {
    return {
      value: { facility: null, city: null, state: null, country: null, countryCode: null, rawText: entry },
      problem: { reason: "unknown_country", found: entry, expected: "a location that ends in a listed country name" },
    };
  }
  const { country, size } = found;
  places.splice(-size);
  passOverLeftovers(places, country);
  const state = takeState(places, country);
  const city = places.pop() ?? "";
  return {
    value: {
      facility: trimmedOrNull(places.join(", ")),
      city: trimmedOrNull(city),
      state,
      country: country.name,
      countryCode: country.code,
      rawText: entry,
    },
  };
};

/** Removes what forms leave in the place of a state; facility and city always stay. */
const passOverLeftovers = (places: Array<string>, country: Country): void => {
  while (places.length >= 3) {
    const last = trimmed(places.at(-1) ?? "");
    if (!isNoState(last) && !repeatsCountry(last, country)) return;
    places.pop();
  }
};

const repeatsCountry = (text: string, country: Country): boolean =>
  !countriesNamedLikeTheirTown.has(country.code) && namesCountry(text, country);

/** Takes the state off the end of the places, if facility, city and state can all be there. */
const takeState = (places: Array<string>, country: Country): string | null => {
  if (places.length < 3) return null;
  const text = trimmed(places.at(-1) ?? "");
  const state = findState(country.code, text);
  if (state === undefined) return null;
  if (state.isAlsoTown && !canBeTown(trimmed(places.at(-2) ?? ""), text, country)) return null;
  places.pop();
  return state.name;
};

const nonLetters = /[^\p{L}]+/u;
const digit = /\d/;

const canBeTown = (before: string, state: string, country: Country): boolean => {
  const key = placeKey(before);
  if (key === placeKey(state)) return true;
  if (digit.test(key) || repeatsCountry(before, country)) return false;
  return !key.split(nonLetters).some((word) => institutionWords.has(word));
};

const isCommaOrBlank = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at);
  // Nearly all texts begin and end with what needs no further look: a visible ASCII character after the comma.
  return !(unit > 0x2c && unit < 0x7f) && (unit === 0x2c || text.charAt(at).trim() === "");
};

/** Removes commas and blanks at both ends, in one pass also over texts of nothing else. */
const trimmed = (text: string): string => {
  let start = 0;
  let end = text.length;
  while (start < end && isCommaOrBlank(text, start)) start += 1;
  while (end > start && isCommaOrBlank(text, end - 1)) end -= 1;
  return text.slice(start, end);
};

const trimmedOrNull = (text: string): string | null => trimmed(text) || null;
