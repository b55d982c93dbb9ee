import { purge, retentionPolicy } from "@trialflow/operations";
import { Console, Effect } from "effect";
import { describePurge, PurgeDocument } from "../document/PurgeDocument.ts";
import { printDocument } from "../document/printDocument.ts";
import { printFailure } from "../document/printFailure.ts";
import { programLayer } from "../layers.ts";
import { renderPurge } from "../render/renderPurge.ts";
import { askWarehouse } from "./audit/askAuditLog.ts";

/** Removes what the retention policy of the environment does not keep, or says what would go. */
export const purgeProgram = ({ isDryRun, isJson }: { readonly isDryRun: boolean; readonly isJson: boolean }) =>
  Effect.gen(function* () {
    const policy = yield* retentionPolicy;
    const purging = purge(policy, { isDryRun }).pipe(Effect.provide(programLayer("purge")));
    return describePurge(yield* askWarehouse(purging));
  }).pipe(
    printFailure(isJson),
    Effect.flatMap((document) =>
      isJson ? printDocument(PurgeDocument, document) : Console.log(renderPurge(document)),
    ),
  );
