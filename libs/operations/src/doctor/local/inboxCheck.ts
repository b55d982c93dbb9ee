import { readdir } from "node:fs/promises";
import { ExtractConfig } from "@trialflow/extract";
import { Effect } from "effect";
import { type CheckWords, type Diagnosis, failed, notApplicable, ok, warning } from "../Diagnosis.ts";
import type { DoctorRequest } from "../DoctorRequest.ts";

const variable = "TRIALFLOW_EXTRACT_INBOX";
const words: CheckWords = { check: "inbox", expected: "a folder that this user may read" };

/** Whether files that somebody drops into the inbox would be found. */
export const checkInbox = ({ environment }: DoctorRequest): Effect.Effect<Diagnosis> =>
  ExtractConfig.pipe(
    Effect.flatMap(({ sources: { inbox } }) =>
      Effect.promise(async () => {
        try {
          const count = (await readdir(inbox)).filter((name) => /\.(csv|tsv|txt|zip)$/i.test(name)).length;
          return ok(words, `${inbox}, ${count === 0 ? "empty" : `to be loaded: ${count}`}`);
        } catch (error) {
          const code = (error as NodeJS.ErrnoException).code;
          if (code === "ENOENT" && (environment[variable] ?? "") === "") {
            return notApplicable(words, `there is no folder ${inbox}: a run without --file asks Kaggle`);
          }
          return code === "ENOENT"
            ? warning(
                words,
                `${variable} names ${inbox}, which is not there`,
                `Make the folder, or correct ${variable}.`,
              )
            : failed(
                words,
                `${inbox} cannot be read (${code})`,
                `Give this user the right to read it, or correct ${variable}.`,
              );
        }
      }),
    ),
    Effect.orElseSucceed(() => notApplicable(words, "the settings of sources cannot be read")),
  );
