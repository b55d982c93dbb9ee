import { homeFolder, serverStatus } from "@trialflow/database";
import { Config, Effect, Option } from "effect";
import { type CheckWords, type Diagnosis, failed, notApplicable, ok, warning } from "./Diagnosis.ts";

/** The server of one's own, as its files tell. */
export interface ServerState {
  readonly diagnosis: Diagnosis;
  /** Where its data is; null for a server that the environment names. */
  readonly dataFolder: string | null;
  /** Whether there is a database to ask. */
  readonly isThere: boolean;
}

const words: CheckWords = {
  check: "server",
  expected: "a server that DATABASE_URL names, or data of the embedded one that can be started",
};

const isServerNamed = Effect.map(
  Config.all([
    Config.option(Config.NonEmptyString("DATABASE_URL")),
    Config.option(Config.NonEmptyString("DATABASE_URL_FILE")),
  ]),
  (names) => names.some(Option.isSome),
);

/** Tells which server is meant, and how the embedded one stands before anybody connects. */
export const readServerState: Effect.Effect<ServerState> = Effect.gen(function* () {
  if (yield* isServerNamed) {
    return { diagnosis: ok(words, "a server that the environment names"), dataFolder: null, isThere: true };
  }
  const { state, dataFolder, dataVersion, logFile } = yield* serverStatus(yield* homeFolder);
  const found = `embedded, ${state}, data of PostgreSQL ${dataVersion ?? "?"} in ${dataFolder}`;
  const isThere = state !== "absent";
  if (!isThere) {
    const diagnosis = notApplicable(words, `embedded, no data yet (${dataFolder})`, "trialflow run makes it.");
    return { diagnosis, dataFolder, isThere };
  }
  const diagnosis =
    state === "unreachable"
      ? warning(
          words,
          found,
          `It runs and takes no connection of ours. See ${logFile}; if a run has just begun, look again in a moment.`,
        )
      : ok(words, found);
  return { diagnosis, dataFolder, isThere };
}).pipe(
  Effect.catch((error) =>
    Effect.succeed({
      diagnosis: failed(words, error.message, "Check TRIALFLOW_HOME and its rights."),
      dataFolder: null,
      isThere: true,
    }),
  ),
);
