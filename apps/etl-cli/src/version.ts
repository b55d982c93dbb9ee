import { readFileSync } from "node:fs";

const read = (): string => {
  // One folder above, from src/ as from dist/.
  const text = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { readonly version: string }).version;
};

/** The version of this app, as its package.json says. */
export const version: string = read();
