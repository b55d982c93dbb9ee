import {
  type Anchor,
  type ChainBreak,
  checkAnchor,
  type Database,
  type DatabaseError,
  type Finding,
  readChain,
  verifyChain,
} from "@trialflow/database";
import { readTableContents } from "@trialflow/transform";
import { Effect, Option } from "effect";
import { compareContents } from "./compareContents.ts";
import { inSnapshot } from "./inSnapshot.ts";
import { newestPublication } from "./newestPublication.ts";
import { type LoadFindingKind, verifyLoads } from "./verifyLoads.ts";
import { type ReleaseFindingKind, verifyReleases } from "./verifyReleases.ts";

/** What can be wrong with the evidence. */
export type EvidenceFindingKind =
  | ChainBreak
  | "cut_off"
  | "anchor_differs"
  | LoadFindingKind
  | "table_content"
  | ReleaseFindingKind;
export type EvidenceFinding = Finding<EvidenceFindingKind>;

/** What was verified and what was found wrong; no finding means that everything is as the audit log says. */
export interface EvidenceReport {
  readonly entries: number;
  /** The newest entry, as an anchor; null when there is none. */
  readonly head: { readonly entryId: number; readonly hash: string } | null;
  readonly anchors: number;
  readonly loads: number;
  /** Tables of analytics that the newest publication covers. */
  readonly tables: number;
  /** Number of the entry that covers them; null before the first publication. */
  readonly publicationEntryId: number | null;
  readonly releases: number;
  readonly findings: ReadonlyArray<EvidenceFinding>;
}

/**
 * Verifies the whole audit log, that it still has the entries of `anchors`, and that the data which entries cover is what they say: every
 * load's rows, the tables of analytics by the newest publication, and the records of the releases.
 *
 * Reads   ops.audit_log, ops.loads, ops.rejects, ops.releases, raw; the tables of analytics by `ops.table_contents`
 */
export const verifyEvidence = (
  anchors: ReadonlyArray<Anchor>,
): Effect.Effect<EvidenceReport, DatabaseError, Database> =>
  inSnapshot(
    "evidence.verify",
    Effect.gen(function* () {
      const entries = yield* readChain;
      const broken = verifyChain(entries);
      const loads = yield* verifyLoads;
      const publication = Option.getOrNull(yield* newestPublication);
      const contents = publication?.contents ?? {};
      const found = yield* readTableContents(contents);
      const releases = yield* verifyReleases;
      const last = entries.at(-1);
      return {
        entries: entries.length,
        head: last === undefined ? null : { entryId: last.entryId, hash: last.hash },
        anchors: anchors.length,
        loads: loads.loads,
        tables: Object.keys(contents).length,
        publicationEntryId: publication?.entry.entry_id ?? null,
        releases: releases.releases,
        findings: [
          ...(broken === null ? [] : [broken]),
          ...anchors.flatMap((anchor) => checkAnchor(entries, anchor) ?? []),
          ...loads.findings,
          ...compareContents(contents, found),
          ...releases.findings,
        ],
      };
    }),
  );
