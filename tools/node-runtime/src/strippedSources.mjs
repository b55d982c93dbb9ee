import { hash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import * as module from "node:module";

/**
 * Strips the types of modules and remembers the result, by the SHA-256 of the source.
 *
 * @typedef {{ readonly strip: (url: string, source: string) => string, readonly save: () => void }} StrippedSources
 */

/** @param {string} source */
const stripTypes = (source) => {
  // Node calls this function experimental, in a line on standard error, though it strips types itself without a word.
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return module.stripTypeScriptTypes(source);
  } finally {
    process.emitWarning = emitWarning;
  }
};

/**
 * @param {URL} file
 * @returns {Record<string, [sourceHash: string, stripped: string]>}
 */
const read = (file) => {
  try {
    return JSON.parse(readFileSync(file, "utf8")) ?? {};
  } catch {
    return {};
  }
};

/**
 * @param {URL} file
 * @param {string} text
 */
const replaceFile = (file, text) => {
  const part = new URL(`${file.href}.${process.pid}.part`);
  try {
    writeFileSync(part, text);
    renameSync(part, file);
  } finally {
    rmSync(part, { force: true });
  }
};

/**
 * Opens what earlier starts stripped. It stands in one file per version of Node, which is replaced as a whole; a folder that cannot be
 * written to, or a file that cannot be read, costs time and nothing else.
 *
 * @param {URL} folder
 * @returns {StrippedSources}
 */
export const openStrippedSources = (folder) => {
  const file = new URL(`stripped-${process.version}.json`, folder);
  const known = read(file);
  let isChanged = false;
  return {
    strip: (url, source) => {
      const sourceHash = hash("sha256", source);
      const entry = known[url];
      if (entry?.[0] === sourceHash) return entry[1];
      const stripped = stripTypes(source);
      known[url] = [sourceHash, stripped];
      isChanged = true;
      return stripped;
    },
    save: () => {
      if (!isChanged) return;
      try {
        mkdirSync(folder, { recursive: true });
        replaceFile(file, JSON.stringify(known));
      } catch {
        // The next start strips again.
      }
    },
  };
};
