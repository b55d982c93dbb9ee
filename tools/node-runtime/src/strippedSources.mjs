import { hash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import * as module from "node:module";
import { threadId } from "node:worker_threads";

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
 * Gives what a file keeps: after a line that says of which source it was made, and how long it is, the stripped text.
 *
 * @param {URL} file
 * @param {string} sourceHash
 */
const read = (file, sourceHash) => {
  try {
    const kept = readFileSync(file, "utf8");
    const begin = kept.indexOf("\n") + 1;
    const [keptHash, length] = kept.slice(0, begin).split(" ", 2);
    return keptHash === sourceHash && kept.length - begin === Number(length) ? kept.slice(begin) : undefined;
  } catch {
    return undefined;
  }
};

/**
 * @param {URL} folder
 * @param {URL} file
 * @param {string} text
 */
const replaceFile = (folder, file, text) => {
  const part = new URL(`${file.href}.${process.pid}-${threadId}.part`);
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(part, text);
    renameSync(part, file);
  } finally {
    rmSync(part, { force: true });
  }
};

/**
 * Makes the function that strips the types of a module, and remembers the result by the SHA-256 of the source. Each module has a file of
 * its own, so that a thread reads those that it runs and no others; a folder that cannot be written to, or a file that cannot be read,
 * costs time and nothing else.
 *
 * @param {URL} cacheFolder
 * @returns {(url: string, source: string) => string}
 */
export const makeStrip = (cacheFolder) => {
  const folder = new URL(`stripped-${process.version}/`, cacheFolder);
  return (url, source) => {
    const sourceHash = hash("sha256", source);
    const file = new URL(`${hash("sha256", url)}.js`, folder);
    const kept = read(file, sourceHash);
    if (kept !== undefined) return kept;
    const stripped = stripTypes(source);
    try {
      replaceFile(folder, file, `${sourceHash} ${stripped.length} ${url}\n${stripped}`);
    } catch {
      // The next start strips it again.
    }
    return stripped;
  };
};
