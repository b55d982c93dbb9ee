import { placeKey } from "./spellingKey.ts";
import { noState, statesByCountry } from "./statesByCountry.ts";

/** What a text in the place of a state says. */
export interface FoundState {
  readonly name: string;
  /** A town of the country bears this name too. */
  readonly isAlsoTown: boolean;
}

const bySpelling = new Map(
  Object.entries(statesByCountry).map(([code, states]) => {
    const spellings = new Map<string, FoundState>();
    for (const { name, spellings: sure, townSpellings } of states) {
      for (const spelling of sure) spellings.set(placeKey(spelling), { name, isAlsoTown: false });
      for (const spelling of townSpellings) spellings.set(placeKey(spelling), { name, isAlsoTown: true });
    }
    return [code, spellings] as const;
  }),
);

const noStateKeys = new Set(noState.map(placeKey));

/** Finds the state of a country (ISO 3166-1 alpha-2) that a text names; `undefined` when the list has no such spelling. */
export const findState = (countryCode: string, text: string): FoundState | undefined =>
  bySpelling.get(countryCode)?.get(placeKey(text));

/** Tells whether a text is one that forms leave in the place of a state and that names none. */
export const isNoState = (text: string): boolean => noStateKeys.has(placeKey(text));
