import { type Anchor, parseAnchor } from "@trialflow/database";
import { Effect, FileSystem } from "effect";
import { UsageError } from "../../failure/UsageError.ts";

const shape = "12:0f3a... (number, colon, 64 hexadecimal digits), or the 64 digits alone";

/**
 * Reads the value of `--anchor`: an anchor itself, or a file with one in each line; empty lines and those that begin with # do
 * not count.
 *
 * Errors   {@link UsageError} for what is neither
 */
export const readAnchors = (value: string) =>
  Effect.gen(function* () {
    const anchor = parseAnchor(value);
    if (anchor !== null) return [anchor];
    const files = yield* FileSystem.FileSystem;
    const text = yield* files.readFileString(value).pipe(
      Effect.mapError(
        () =>
          new UsageError({
            message: `--anchor is "${value}", which is no file that can be read; expected ${shape}, or a file with such lines.`,
          }),
      ),
    );
    const anchors: Array<Anchor> = [];
    for (const [index, line] of text.split("\n").entries()) {
      if (line.trim() === "" || line.trimStart().startsWith("#")) continue;
      const found = parseAnchor(line);
      if (found === null) {
        return yield* new UsageError({ message: `Line ${index + 1} of ${value} is no anchor; expected ${shape}.` });
      }
      anchors.push(found);
    }
    if (anchors.length === 0) {
      return yield* new UsageError({ message: `${value} holds no anchor; expected lines as ${shape}.` });
    }
    return anchors;
  });
