import { verifyEvidence } from "@trialflow/pipeline";
import { Console, Effect, Option } from "effect";
import { printFailure } from "../../document/printFailure.ts";
import { EvidenceBrokenError } from "../../failure/EvidenceBrokenError.ts";
import { renderEvidence } from "../../render/renderEvidence.ts";
import { askWarehouse } from "./askAuditLog.ts";
import { readAnchors } from "./readAnchors.ts";

/**
 * Verifies the audit log and the data that it covers, and says what differs.
 *
 * Errors   {@link EvidenceBrokenError} after the report when anything differs
 */
export const verifyProgram = (options: { readonly anchor: Option.Option<string>; readonly isJson: boolean }) =>
  Effect.gen(function* () {
    const { isJson } = options;
    const report = yield* (Option.isNone(options.anchor) ? Effect.succeed([]) : readAnchors(options.anchor.value)).pipe(
      Effect.flatMap((anchors) => askWarehouse(verifyEvidence(anchors))),
      printFailure(isJson),
    );
    const status = report.findings.length === 0 ? "intact" : "broken";
    yield* Console.log(isJson ? JSON.stringify({ status, ...report }, null, 2) : renderEvidence(report));
    if (status === "broken") {
      const meaning = "The evidence is broken: what stands in the database is not what was written there.";
      return yield* new EvidenceBrokenError({ findings: report.findings, meaning });
    }
  });
