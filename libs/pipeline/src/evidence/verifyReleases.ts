import { type AuditLogEntry, type Database, type DatabaseError, type Finding, readEntries } from "@trialflow/database";
import { Effect } from "effect";
import { type Release, readReleases } from "./readReleases.ts";
import { releaseHash } from "./releaseHash.ts";

export type ReleaseFindingKind = "release_record" | "release_missing";

/** Checks that a release says what was said when it was made: its own entry of the audit log has the hash over it. */
export const checkReleaseRecord = (
  release: Release,
  entry: AuditLogEntry | undefined,
): ReadonlyArray<Finding<"release_record">> => {
  const hash = releaseHash(release);
  const isRight = entry?.act === "release" && entry.content_hash === hash && entry.hash.equals(release.audit_hash);
  return isRight
    ? []
    : [
        {
          kind: "release_record",
          place: `ops.releases, release ${release.name}`,
          found: `a release with hash ${hash}`,
          expected:
            entry?.act === "release"
              ? `the hash ${entry.content_hash} of entry ${entry.entry_id}`
              : `entry ${release.audit_entry_id} to be the one of its making`,
        },
      ];
};

/**
 * Verifies the records of all releases against the audit log; not whether analytics still is what a release says.
 *
 * Reads   ops.releases, ops.audit_log
 */
export const verifyReleases: Effect.Effect<
  { readonly releases: number; readonly findings: ReadonlyArray<Finding<ReleaseFindingKind>> },
  DatabaseError,
  Database
> = Effect.gen(function* () {
  const all = yield* readReleases;
  const entries = yield* readEntries({ act: "release" });
  const byId = new Map(entries.map((entry) => [entry.entry_id, entry]));
  const present = new Set(all.map(({ audit_entry_id }) => audit_entry_id));
  const missing = entries.filter(({ entry_id }) => !present.has(entry_id));
  return {
    releases: all.length,
    findings: [
      ...all.flatMap((release) => checkReleaseRecord(release, byId.get(release.audit_entry_id))),
      ...missing.map(({ entry_id, subject }) => ({
        kind: "release_missing" as const,
        place: `ops.releases, release ${subject}`,
        found: "no such release",
        expected: `the release that entry ${entry_id} tells of`,
      })),
    ],
  };
});
