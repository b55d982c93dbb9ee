import { anchorText, readChain } from "@trialflow/database";
import { Console, Effect } from "effect";
import { askAuditLog, noEvidence } from "./askAuditLog.ts";

/** Prints number and hash of the newest entry of the audit log. */
export const anchorProgram = Effect.gen(function* () {
  const last = (yield* askAuditLog(readChain)).at(-1);
  if (last === undefined) return yield* Effect.fail(noEvidence);
  yield* Console.log(anchorText(last));
});
