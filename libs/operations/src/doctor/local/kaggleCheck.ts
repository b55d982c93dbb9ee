import { ExtractConfig, ExtractError, Kaggle } from "@trialflow/extract";
import { Effect, Option } from "effect";
import { type CheckWords, type Diagnosis, failed, notApplicable, ok } from "../Diagnosis.ts";

const words: CheckWords = {
  check: "Kaggle credentials",
  expected: "none, or a token or a user and key that have the form of one",
};

/** Where credentials of Kaggle were found, and whether they can be some. Neither are they told, nor is Kaggle asked. */
export const checkKaggle: Effect.Effect<Diagnosis> = Effect.gen(function* () {
  const { sources } = yield* ExtractConfig;
  if (sources.isOffline) return notApplicable(words, "TRIALFLOW_EXTRACT_OFFLINE is true: Kaggle is never asked");
  const credentials = yield* Kaggle.use(({ findCredentials }) => findCredentials);
  return Option.match(credentials, {
    onNone: () => ok(words, "none: public datasets are asked for anonymously"),
    onSome: ({ _tag, foundIn }) => ok(words, `a ${_tag === "Token" ? "token" : "user and key"} in ${foundIn}`),
  });
}).pipe(
  Effect.provide(Kaggle.layerConfig),
  Effect.catch((error) =>
    Effect.succeed(
      error instanceof ExtractError
        ? failed(words, error.message, "Correct or remove them; https://www.kaggle.com/settings gives new ones.")
        : notApplicable(words, "the settings of sources cannot be read"),
    ),
  ),
);
