import { readFileSync } from "node:fs";
import { parse } from "yaml";
import type { ComposeFile } from "./ComposeFile.ts";

/** Puts the default in place of each `${NAME:-default}`, as Compose does where nothing is set. */
const interpolate = (value: unknown): unknown => {
  if (typeof value === "string") return value.replaceAll(/\$\{\w+:-([^}]*)\}/g, "$1");
  if (Array.isArray(value)) return value.map(interpolate);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, interpolate(item)]));
};

/** Parses a Compose file: YAML with merged parts, and every variable at its default. */
export const parseComposeFile = (text: string): ComposeFile =>
  interpolate(parse(text, { merge: true, prettyErrors: true })) as ComposeFile;

export const readComposeFile = (path: string | URL): ComposeFile => parseComposeFile(readFileSync(path, "utf8"));
