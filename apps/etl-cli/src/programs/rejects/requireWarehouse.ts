import type { Database } from "@trialflow/database";
import { Effect } from "effect";
import { UsageError } from "../../failure/UsageError.ts";
import { isUnprepared } from "../findWarehouse.ts";

/** Changes the quarantine of a warehouse that there is: one that was never prepared has none, which is the caller's mistake. */
export const requireWarehouse = <A, E, R>(change: Effect.Effect<A, E, R | Database>) =>
  Effect.catchIf(change, isUnprepared, () =>
    Effect.fail(
      new UsageError({
        message: "This database has no quarantine: nothing was ever loaded here. First: npx trialflow run",
      }),
    ),
  );
