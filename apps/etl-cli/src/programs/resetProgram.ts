import { advisoryLock, Database, osUser, resetDatabase, resetSchemas } from "@trialflow/database";
import { defaultSource, readStatus, refuseCarriedRun } from "@trialflow/pipeline";
import { Console, Effect, Option } from "effect";
import { describeStatus, emptyStatus } from "../document/describeStatus.ts";
import { UsageError } from "../failure/UsageError.ts";
import { programLayer } from "../layers.ts";
import { renderLoss } from "../render/renderLoss.ts";
import { version } from "../version.ts";
import { isOlder, isUnprepared } from "./findWarehouse.ts";
import { readWhereabouts } from "./readWhereabouts.ts";

/** What the user said to a reset. */
export interface ResetCommand {
  readonly isConfirmed: boolean;
  readonly databaseName: Option.Option<string>;
}

/** Refuses a reset that was not confirmed, or not for this database. */
const demandConfirmation = ({ isConfirmed, databaseName }: ResetCommand) =>
  Effect.gen(function* () {
    const { info } = yield* Database;
    const name = Option.getOrNull(databaseName);
    const wanted = info.isEmbedded ? "--yes" : `--yes --database ${info.database}`;
    if (!isConfirmed) return yield* new UsageError({ message: `Nothing was done. To really do it, add ${wanted}` });
    if (name !== null && name !== info.database) {
      return yield* new UsageError({
        message: `Nothing was done: --database is "${name}", but the database of this connection is "${info.database}".`,
      });
    }
    if (name === null && !info.isEmbedded) {
      return yield* new UsageError({
        message: `Nothing was done: this is a server of its own, not the embedded one. Name the database, too: ${wanted}`,
      });
    }
  });

/**
 * Says what would be lost and, when it is confirmed, drops Trialflow's schemas and migrates anew.
 *
 * Errors   `UsageError` without confirmation; `LockHeld` while a run is under way, also one that the schedulers carry
 */
export const resetProgram = (command: ResetCommand) =>
  Effect.gen(function* () {
    const status = yield* readStatus(defaultSource).pipe(
      Effect.map(describeStatus),
      Effect.catchIf(
        (error) => isUnprepared(error) || isOlder(error),
        () => Effect.succeed(emptyStatus),
      ),
    );
    yield* Console.error(renderLoss(status, resetSchemas, yield* readWhereabouts));
    yield* demandConfirmation(command);
    yield* advisoryLock("run");
    yield* refuseCarriedRun("database.reset").pipe(
      // Without the ledger's tables there is no run that schedulers carry.
      Effect.catchIf(
        (error) => error._tag === "DatabaseError" && (isUnprepared(error) || isOlder(error)),
        () => Effect.void,
      ),
    );
    const { totalCount } = yield* resetDatabase(version, osUser());
    yield* Console.log(`The database is empty and migrated anew (${totalCount} migrations). Next: npx trialflow run`);
  }).pipe(Effect.scoped, Effect.provide([Database.layerConfig, programLayer("db reset")]));
