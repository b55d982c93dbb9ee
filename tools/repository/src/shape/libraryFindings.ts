import { isDeepStrictEqual } from "node:util";
import { listFiles } from "../text/listFiles.ts";
import { readText } from "../text/readText.ts";
import type { Manifest } from "../workspace/Manifest.ts";

const index = { "@trialflow/source": "./src/index.ts", types: "./dist/index.d.ts", default: "./dist/index.js" };

/** Lists what a library's package.json exports besides its index, or exports otherwise; conditions count in their order. */
export const exportFindings = ({ exports = {}, name }: Manifest): ReadonlyArray<string> => {
  const expected = { ".": index, "./package.json": "./package.json" };
  const inOrder = JSON.stringify(exports["."]) === JSON.stringify(index);
  return isDeepStrictEqual(exports, expected) && inOrder
    ? []
    : [`${name} exports ${JSON.stringify(exports)}, expected ${JSON.stringify(expected)}`];
};

/** Counts the lines of a text; the end of the last line begins no further one. */
export const lineCount = (text: string): number => (text === "" ? 0 : text.replace(/\n$/, "").split("\n").length);

/** Lists what is wrong with the length of a README. */
export const lengthFindings = (path: string, text: string): ReadonlyArray<string> => {
  const lines = lineCount(text);
  return lines >= 10 && lines <= 50 ? [] : [`${path} has ${lines} lines, expected 10 to 50`];
};

/** Lists what is wrong with a library's README: it must be there and have 10 to 50 lines. */
export const readmeFindings = (folder: string): ReadonlyArray<string> => {
  const [path] = listFiles(folder, (file) => file === `${folder}/README.md`);
  return path === undefined ? [`${folder}/README.md is missing`] : lengthFindings(path, readText(path));
};
