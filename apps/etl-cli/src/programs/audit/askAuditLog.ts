import { type Database, DatabaseError } from "@trialflow/database";
import { inSnapshot, PipelineError } from "@trialflow/pipeline";
import { Effect, Option } from "effect";
import { findWarehouse } from "../findWarehouse.ts";

/** A role or function that is not there: the database was never migrated, or by an older program. */
const isOlder = (error: unknown) =>
  error instanceof DatabaseError && (error.sqlState === "22023" || error.sqlState === "42883");

/** Fails a question to evidence that is not there. */
export const noEvidence = new PipelineError({
  operation: "audit",
  reason: "NotReady",
  message:
    "There is no audit log here: no database yet, or one that this program has not migrated. Does DATABASE_URL or TRIALFLOW_HOME lead to the right one? trialflow db migrate prepares it.",
  isRetryable: false,
});

/** Asks the warehouse with whatever rights; fails where there is none, or none with evidence. */
export const askWarehouse = <A, E>(read: Effect.Effect<A, E, Database>) =>
  findWarehouse(read).pipe(
    Effect.catchIf(isOlder, () => Effect.succeed(Option.none<A>())),
    Effect.flatMap(Option.match({ onNone: () => Effect.fail(noEvidence), onSome: Effect.succeed })),
  );

/** Asks the audit log with an auditor's rights, as of one moment. */
export const askAuditLog = <A, E>(read: Effect.Effect<A, E, Database>) => askWarehouse(inSnapshot("audit.read", read));
