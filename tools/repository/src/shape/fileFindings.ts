import { lineCount } from "./libraryFindings.ts";

const maxLines = 400;
const meaningless = /(?:^|\/)(?:utils?|helpers?|commons?|types?|misc|queries)(?:\.[^/]*)?(?=\/|$)/i;

/** Lists files that are too long to be read: 400 lines or more. */
export const longFiles = (files: ReadonlyMap<string, string>): ReadonlyArray<string> =>
  [...files]
    .map(([path, text]) => ({ path, lines: lineCount(text) }))
    .filter(({ lines }) => lines >= maxLines)
    .map(({ lines, path }) => `${path} has ${lines} lines, expected fewer than ${maxLines}: split it`);

/** Lists files and folders whose name says nothing about what they hold. */
export const meaninglessNames = (paths: Iterable<string>): ReadonlyArray<string> =>
  [...paths].filter((path) => meaningless.test(path));
