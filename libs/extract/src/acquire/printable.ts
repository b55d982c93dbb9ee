/** Replaces control characters of a foreign text, which could steer the terminal or forge a line of the log, by `?`. */
export const printable = (text: string): string => text.replace(/\p{Cc}/gu, "?");
