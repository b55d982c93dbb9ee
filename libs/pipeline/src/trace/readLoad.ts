import { Database, type DatabaseError } from "@trialflow/database";
import { Effect } from "effect";
import type { Loaded } from "./ledgerEntries.ts";
import { loadById } from "./traceStatements.ts";

/** Reads a load that rows refer to, so it is there, and the run that made it. */
export const readLoad = (loadId: number): Effect.Effect<Loaded, DatabaseError, Database> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const [loaded] = yield* database.query("trace.load", (db) => loadById(db, loadId));
    return loaded === undefined ? yield* Effect.die(new Error(`load ${loadId} is not in the ledger`)) : loaded;
  });
