const names: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** Shows control characters as escapes: text from a registry must neither break a line nor steer a terminal. */
export const printable = (text: string): string =>
  text.replace(/\p{Cc}/gu, (char) => names[char] ?? `\\x${char.charCodeAt(0).toString(16).padStart(2, "0")}`);
