import type { Database } from "@trialflow/database";
import type { Program } from "@trialflow/pipeline";
import { Effect, Option } from "effect";
import { UsageError } from "../../failure/UsageError.ts";
import { programLayer } from "../../layers.ts";
import { findWarehouse } from "../findWarehouse.ts";

/** Changes or asks the ledger of fires of a warehouse that there is, in the name of a command. Errors: `UsageError` where there is none. */
export const changeLedger = <A, E>(command: string, change: Effect.Effect<A, E, Database | Program>) =>
  Effect.flatMap(
    findWarehouse(Effect.provide(change, programLayer(command))),
    Option.match({
      onNone: () =>
        Effect.fail(
          new UsageError({
            message:
              "There is no ledger here: no database yet, or one that was never prepared. Does DATABASE_URL or TRIALFLOW_HOME lead to the right one? trialflow db migrate prepares it.",
          }),
        ),
      onSome: Effect.succeed,
    }),
  );
