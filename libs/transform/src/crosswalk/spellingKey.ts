const isAscii = /^[\x20-\x7e]*$/;
const combiningMarks = /\p{Mn}/gu;
const unevenBlanks = /\s{2,}|[^\S ]|^ | $/;
const blanks = /\s+/g;
const hyphens = /[-\u2010-\u2013]/g;
const typographic = /[\u2018\u2019`\u00b4]/g;

/** Writes a text with runs of blanks as one space and none at the ends. */
export const singleSpaced = (text: string): string =>
  unevenBlanks.test(text) ? text.replace(blanks, " ").trim() : text;

/**
 * Reduces a text to the key by which condition and intervention names are compared: composed Unicode, lower case, runs of
 * blanks as one space, no blank at the ends. Nothing else is ignored, so two names match only if they are the same words.
 */
export const nameKey = (text: string): string => singleSpaced(text.normalize("NFC").toLowerCase());

/**
 * Reduces a place name to the key by which it is compared: as {@link nameKey}, without diacritics and with hyphens as
 * blanks, because registrants write `São Paulo` and `Sao Paulo`, `Emilia-Romagna` and `Emilia Romagna` alike; a
 * typographic apostrophe equals the plain one.
 */
export const placeKey = (text: string): string => {
  const plain = isAscii.test(text)
    ? text.toLowerCase()
    : text.normalize("NFD").replace(combiningMarks, "").toLowerCase().replace(typographic, "'");
  return singleSpaced(plain.replace(hyphens, " "));
};
