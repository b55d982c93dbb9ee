import { defaultSource, verifyRelease } from "@trialflow/pipeline";
import { Console, Effect } from "effect";
import { describeRelease } from "../../document/describeRelease.ts";
import { printFailure } from "../../document/printFailure.ts";
import { EvidenceBrokenError } from "../../failure/EvidenceBrokenError.ts";
import { renderReleaseReport } from "../../render/renderReleases.ts";
import { askWarehouse } from "../audit/askAuditLog.ts";
import { namingReleases } from "./namingReleases.ts";

/**
 * Compares analytics with a release and says what differs.
 *
 * Errors   {@link EvidenceBrokenError} after the report when anything differs
 */
export const verifyProgram = ({ name, isJson }: { readonly name: string; readonly isJson: boolean }) =>
  Effect.gen(function* () {
    const report = yield* askWarehouse(verifyRelease(name, defaultSource)).pipe(
      namingReleases(name),
      printFailure(isJson),
    );
    const { release, publishedLoadId, findings } = report;
    const status = findings.length === 0 ? "same" : "different";
    const document = { status, publishedLoadId, findings, release: describeRelease(release) };
    yield* Console.log(isJson ? JSON.stringify(document, null, 2) : renderReleaseReport(report));
    if (status === "different") {
      const meaning = `Analytics has another content than release ${name}.`;
      return yield* new EvidenceBrokenError({ findings, meaning });
    }
  });
