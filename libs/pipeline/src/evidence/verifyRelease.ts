import { type Database, type DatabaseError, type Finding, readEntries } from "@trialflow/database";
import { readTableContents } from "@trialflow/transform";
import { Effect } from "effect";
import type { PipelineError } from "../errors.ts";
import { readSourceState } from "../ledger/sourceState.ts";
import { compareContents } from "./compareContents.ts";
import { inSnapshot } from "./inSnapshot.ts";
import { type Release, readRelease } from "./readReleases.ts";
import { checkReleaseRecord } from "./verifyReleases.ts";

/** How analytics stands against a release. */
export interface ReleaseReport {
  readonly release: Release;
  /** The load that is published now; null when nothing is. */
  readonly publishedLoadId: number | null;
  readonly findings: ReadonlyArray<Finding<"table_content" | "release_record">>;
}

/**
 * Compares analytics with a release: its tables' content, computed again, and the release's own record with the audit log.
 *
 * Reads    ops.releases, ops.audit_log, ops.source_states; the tables of analytics by `ops.table_contents`
 * Errors   {@link PipelineError} `UnknownRelease`
 */
export const verifyRelease = (
  name: string,
  source: string,
): Effect.Effect<ReleaseReport, DatabaseError | PipelineError, Database> =>
  inSnapshot(
    "release.verify",
    Effect.gen(function* () {
      const release = yield* readRelease(name);
      const [entry] = yield* readEntries({ entryId: release.audit_entry_id });
      const found = yield* readTableContents(release.manifest);
      const { published_load_id } = yield* readSourceState(source);
      return {
        release,
        publishedLoadId: published_load_id,
        findings: [...checkReleaseRecord(release, entry), ...compareContents(release.manifest, found)],
      };
    }),
  );
