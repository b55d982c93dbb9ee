import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { Effect } from "effect";
import { type CheckWords, type Diagnosis, failed, ok } from "../Diagnosis.ts";
import { nearestFolder } from "./nearestFolder.ts";

const words: CheckWords = { check: "archive", expected: "a folder that this user may read and write" };

/** Whether files can be archived, and found again. */
export const checkArchive = (folder: string): Effect.Effect<Diagnosis> =>
  Effect.promise(async () => {
    const nearest = await nearestFolder(folder);
    const isThere = nearest === folder;
    const remedy = `Give this user the right to read and write ${nearest}, or let TRIALFLOW_HOME lead elsewhere.`;
    try {
      if (!(await stat(nearest)).isDirectory()) return failed(words, `${nearest} is no folder`, remedy);
      await access(nearest, constants.R_OK | constants.W_OK | constants.X_OK);
      return ok(words, isThere ? folder : `${folder} is made by the first load`);
    } catch (error) {
      return failed(words, `${nearest} cannot be read and written (${(error as NodeJS.ErrnoException).code})`, remedy);
    }
  });
