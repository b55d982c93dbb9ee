import type { StepName } from "@trialflow/schema";
import { facet } from "./facet.ts";
import type { LineageContext } from "./LineageContext.ts";
import { publicError } from "./publicError.ts";
import type { Facets, RunEvent } from "./RunEvent.ts";

const descriptions: Readonly<Record<StepName, string>> = {
  acquire: "Finds the files",
  load: "Loads a file into the raw tables, each record version once",
  transform: "Decodes raw records into the staging tables and sets aside what cannot be decoded",
  check: "Checks the staging tables; a failed check of severity error keeps the gate closed",
  publish: "Publishes checked staging tables to analytics in one transaction",
};

/** The job of a source as a whole. */
export const ingestJob = ({ namespace, ledger }: LineageContext): RunEvent["job"] => ({
  namespace,
  name: `ingest.${ledger.source}`,
  facets: {
    ...facet("jobType", { processingType: "BATCH", integration: "TRIALFLOW", jobType: "JOB" }),
    ...facet("documentation", {
      description: `Brings files of ${ledger.source} through raw and staging to analytics`,
      contentType: "text/plain",
    }),
  },
});

/** The job of one of its steps. */
export const stepJob = ({ namespace, ledger }: LineageContext, step: StepName): RunEvent["job"] => ({
  namespace,
  name: `ingest.${ledger.source}.${step}`,
  facets: {
    ...facet("jobType", { processingType: "BATCH", integration: "TRIALFLOW", jobType: "TASK" }),
    ...facet("documentation", { description: descriptions[step], contentType: "text/plain" }),
  },
});

/** What is said of a run of the source, and of those of its steps, whatever became of it. */
export const runFacets = ({ ledger: { run, scheduledAt } }: LineageContext): Facets => ({
  ...facet("processing_engine", { name: "Trialflow", version: run.program_version }),
  ...(scheduledAt === null ? {} : facet("nominalTime", { nominalStartTime: scheduledAt.toISOString() })),
});

/** Says why a run did not come to its end; without what may be secret or a file's content. */
export const errorFacet = (message: string): Facets =>
  facet("errorMessage", { message: publicError(message), programmingLanguage: "TypeScript" });
