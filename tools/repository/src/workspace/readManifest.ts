import { readFileSync } from "node:fs";
import { fromRoot } from "../repositoryRoot.ts";
import type { Manifest } from "./Manifest.ts";

/** Reads the package.json of a folder of the repository; the root without an argument. */
export const readManifest = (folder = "."): Manifest =>
  JSON.parse(readFileSync(fromRoot(`${folder}/package.json`), "utf8")) as Manifest;
