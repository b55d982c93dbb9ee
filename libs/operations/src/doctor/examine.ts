import { join, resolve } from "node:path";
import { Database, DatabaseError, homeFolder } from "@trialflow/database";
import { Cause, Clock, Effect, Exit, Layer, Scope } from "effect";
import { performCheck } from "./DatabaseCheck.ts";
import { type Diagnosis, failed, notApplicable } from "./Diagnosis.ts";
import type { DoctorRequest } from "./DoctorRequest.ts";
import { connectionCheck } from "./database/connectionCheck.ts";
import { databaseChecks } from "./database/databaseChecks.ts";
import { checkArchive } from "./local/archiveCheck.ts";
import { checkConfiguration } from "./local/configurationChecks.ts";
import { checkDisk } from "./local/diskCheck.ts";
import { checkInbox } from "./local/inboxCheck.ts";
import { checkKaggle } from "./local/kaggleCheck.ts";
import { checkProgram } from "./local/programCheck.ts";
import { checkVariables } from "./local/variablesCheck.ts";
import { readServerState } from "./serverState.ts";

/** All that the doctor found out, in the order of its checks. */
export interface DoctorReport {
  readonly diagnoses: ReadonlyArray<Diagnosis>;
  readonly durationMs: number;
}

const patience = "30 seconds";

const unreachable = (error: unknown): { readonly found: string; readonly remedy: string } =>
  error instanceof DatabaseError
    ? { found: error.detail, remedy: error.remedy }
    : {
        found: error instanceof Error ? error.message : String(error),
        remedy:
          "Check DATABASE_URL, or for the embedded server TRIALFLOW_HOME and its log there (postgres/server.log).",
      };

/** Asks the database, or says of each check that there was nobody to ask. */
const examineDatabase = (archive: string, isThere: boolean): Effect.Effect<ReadonlyArray<Diagnosis>> =>
  Effect.gen(function* () {
    const checks = databaseChecks(archive);
    const without = (found: string, first?: Diagnosis) =>
      checks.map(({ check, expected }) =>
        check === connectionCheck.check && first !== undefined ? first : notApplicable({ check, expected }, found),
      );
    if (!isThere) return without("there is no database yet");
    const scope = yield* Scope.make();
    const connect = Layer.buildWithScope(Database.layerConfig, scope).pipe(
      Effect.timeoutOrElse({
        duration: patience,
        orElse: () => Effect.fail(new Error(`no answer within ${patience}`)),
      }),
    );
    const examined = Effect.matchCauseEffect(connect, {
      onFailure: (cause) => {
        const { found, remedy } = unreachable(Cause.squash(cause));
        return Effect.succeed(
          without(
            "no connection to the database",
            failed({ check: connectionCheck.check, expected: connectionCheck.expected }, found, remedy),
          ),
        );
      },
      onSuccess: (context) =>
        Effect.gen(function* () {
          const { user } = (yield* Database).info;
          return yield* Effect.forEach(checks, (check) => performCheck(check, user), { concurrency: 4 });
        }).pipe(Effect.provideContext(context)),
    });
    return yield* Effect.ensuring(examined, Scope.close(scope, Exit.void));
  });

/**
 * Looks at everything that Trialflow works with: program, configuration, disk, files, database, ledger and schedulers. Changes nothing;
 * starts the embedded server if it stands still.
 *
 * Errors   none: what cannot be looked at is a finding, and the other checks go on
 */
export const examine = (request: DoctorRequest): Effect.Effect<DoctorReport> =>
  Effect.gen(function* () {
    const start = yield* Clock.currentTimeMillis;
    const home = resolve(yield* Effect.orElseSucceed(homeFolder, () => ".trialflow"));
    const archive = join(home, "archive");
    const server = yield* readServerState;
    const folders = [
      { purpose: "TRIALFLOW_HOME", path: home },
      { purpose: "the archive", path: archive },
      ...(server.dataFolder === null ? [] : [{ purpose: "the embedded server's data", path: server.dataFolder }]),
    ];
    const local = yield* Effect.all(
      [checkConfiguration(request), checkDisk(folders), checkArchive(archive), checkInbox(request), checkKaggle],
      { concurrency: "unbounded" },
    );
    const [configuration, ...machine] = local;
    const asked = yield* examineDatabase(archive, server.isThere);
    const diagnoses = [
      checkProgram(request),
      checkVariables(request),
      ...configuration,
      ...machine,
      server.diagnosis,
      ...asked,
    ];
    return { diagnoses, durationMs: (yield* Clock.currentTimeMillis) - start };
  }).pipe(Effect.withSpan("operations.examine"));
