import { readSettings } from "@trialflow/openlineage";
import { examine } from "@trialflow/operations";
import { Console, Effect } from "effect";
import { DoctorDocument, describeExamination } from "../document/DoctorDocument.ts";
import { printDocument } from "../document/printDocument.ts";
import { describeError } from "../failure/describeFailure.ts";
import { NotHealthyError } from "../failure/NotHealthyError.ts";
import { renderDoctor } from "../render/renderDoctor.ts";
import { version } from "../version.ts";
import { environment } from "./environment.ts";

/**
 * Examines everything that Trialflow works with and prints what was found.
 *
 * Errors   {@link NotHealthyError} after the report when a check failed
 */
export const doctorProgram = ({ isJson }: { readonly isJson: boolean }) =>
  Effect.gen(function* () {
    const report = yield* examine({
      environment: environment(),
      programVersion: version,
      nodeVersion: process.versions.node,
      configured: [{ name: "lineage events", read: readSettings }],
      describeError,
    });
    const document = describeExamination(report);
    yield* isJson ? printDocument(DoctorDocument, document) : Console.log(renderDoctor(document));
    if (document.status !== "failed") return;
    const failed = document.diagnoses.filter(({ result }) => result === "failed");
    return yield* new NotHealthyError({ failedChecks: failed.map(({ check }) => check) });
  });
