import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { readBody, scaleCsv } from "@trialflow/sample";
import { isChanged } from "./changeRecord.ts";
import { generatorKey } from "./contentKey.ts";
import type { SubjectFiles } from "./Subject.ts";
import { writeChangedFile } from "./writeChangedFile.ts";

const once = async (path: string, write: (partial: string) => Promise<void>): Promise<void> => {
  if (existsSync(path)) return;
  const partial = `${path}.${process.pid}.partial`;
  try {
    await write(partial);
    renameSync(partial, path);
  } finally {
    rmSync(partial, { force: true });
  }
};

/**
 * Makes the files of one size, or finds them made: the original several times over with NCT numbers of its own, and the same with one
 * trial in a hundred changed.
 *
 * Writes   `trials-xN.csv` and `trials-xN-changed.csv` in a folder named by the original's content and the sources of the generator; complete or not at all
 */
export const prepareSubject = async (request: {
  readonly file: string;
  readonly times: number;
  readonly key: string;
  readonly folder: string;
}): Promise<SubjectFiles> => {
  const { file, times, key } = request;
  const folder = join(request.folder, `${key}-${generatorKey()}`);
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
  const path = join(folder, `trials-x${times}.csv`);
  const changedPath = join(folder, `trials-x${times}-changed.csv`);
  await once(path, (output) => scaleCsv({ input: file, output, times }));
  await once(changedPath, (output) => writeChangedFile(path, output));
  let [rows, changedRows] = [0, 0];
  for await (const records of readBody(path)) for (const _ of records) if (isChanged(rows++)) changedRows++;
  return { file: basename(file), times, bytes: statSync(path).size, rows, path, changedPath, changedRows };
};
