import { type AuditLogEntry, Database, type DatabaseError, type Finding, readEntries } from "@trialflow/database";
import { loads } from "@trialflow/schema";
import { asc } from "drizzle-orm";
import { Effect } from "effect";
import { type AlteredRecord, recomputeLoads } from "./recomputeLoads.ts";

export type LoadFindingKind = "raw_cell" | "load_content" | "load_ledger" | "load_missing" | "load_without_entry";

/** So many altered records are told one by one. */
const toldRecords = 20;

const alteredFindings = (altered: ReadonlyArray<AlteredRecord>): ReadonlyArray<Finding<LoadFindingKind>> => [
  ...altered.slice(0, toldRecords).map((record) => ({
    kind: "raw_cell" as const,
    place: `raw.ctgov_legacy_csv, record ${record.record_id} (${record.nct_number ?? "no NCT number"}, load ${record.load_id}, row ${record.row_number}, line ${record.line_number})`,
    found: `cells with hash ${record.found}`,
    expected: `cells with hash ${record.expected}, its _row_hash`,
  })),
  ...(altered.length > toldRecords
    ? [
        {
          kind: "raw_cell" as const,
          place: "raw.ctgov_legacy_csv",
          found: `${altered.length - toldRecords} further records with cells that do not fit their _row_hash`,
          expected: "none",
        },
      ]
    : []),
];

const loadOf = ({ details }: AuditLogEntry): number | null =>
  typeof details["load_id"] === "number" ? details["load_id"] : null;

/** What a load's entry keeps of its row in the ledger, beside the hashes. */
const factsOf = (load: typeof loads.$inferSelect) => ({
  extent: load.extent,
  file_name: load.file_name,
  size_bytes: load.size_bytes,
  snapshot_at: load.snapshot_at.toISOString(),
  snapshot_date: load.snapshot_date,
});

const describe = (sha256: unknown, contentHash: string | null, facts: unknown): string => {
  const told = Object.entries(facts as Record<string, unknown>).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${sha256} with content ${contentHash} (${told.map(([name, value]) => `${name} ${value}`).join(", ")})`;
};

/**
 * Verifies the content of every load: the cells of raw against their row hashes, all rows and rejects of a file against the
 * content hash in the load's audit entry, and the ledger's row of the load against that entry.
 *
 * Reads   ops.audit_log, ops.loads, ops.rejects, raw
 */
export const verifyLoads: Effect.Effect<
  { readonly loads: number; readonly findings: ReadonlyArray<Finding<LoadFindingKind>> },
  DatabaseError,
  Database
> = Effect.gen(function* () {
  const database = yield* Database;
  const acts = [...(yield* readEntries({ act: "load" })), ...(yield* readEntries({ act: "load_reactivated" }))];
  const ledger = yield* database.query("evidence.loads", (db) => db.select().from(loads).orderBy(asc(loads.load_id)));
  const { altered, loads: recomputed } = yield* recomputeLoads;
  const known = new Map(ledger.map((load) => [load.load_id, load]));
  const now = new Map(recomputed.map((load) => [load.load_id, load]));
  const findings: Array<Finding<LoadFindingKind>> = [...alteredFindings(altered)];

  const told = new Set<number>();
  for (const entry of acts.toReversed()) {
    const loadId = loadOf(entry);
    if (loadId === null) continue;
    const isFirst = !told.has(loadId);
    told.add(loadId);
    const place = `load ${loadId}`;
    const load = known.get(loadId);
    if (load === undefined) {
      findings.push({
        kind: "load_missing",
        place,
        found: "no such load in ops.loads",
        expected: `the load of entry ${entry.entry_id}`,
      });
      continue;
    }
    const ledgerSays = describe(load.sha256, load.content_hash, factsOf(load));
    const entrySays = describe(entry.details["sha256"], entry.content_hash, entry.details["ledger"] ?? factsOf(load));
    // The same content may come back in a file with other bytes: a later act names that file.
    const isLedgerRight = entry.act === "load" ? ledgerSays === entrySays : load.content_hash === entry.content_hash;
    if (!isLedgerRight) {
      findings.push({
        kind: "load_ledger",
        place: `ops.loads, ${place}`,
        found: ledgerSays,
        expected: `${entrySays}, as entry ${entry.entry_id} says`,
      });
    }
    const content = now.get(loadId);
    if (isFirst && content?.content_hash !== entry.content_hash) {
      findings.push({
        kind: "load_content",
        place,
        found: content === undefined ? "no rows" : `${content.rows} rows with content hash ${content.content_hash}`,
        expected: `${load.rows_read} rows with content hash ${entry.content_hash}, as entry ${entry.entry_id} says`,
      });
    }
  }
  for (const { load_id } of ledger) {
    if (told.has(load_id)) continue;
    findings.push({
      kind: "load_without_entry",
      place: `load ${load_id}`,
      found: "a load that no entry of the audit log tells of",
      expected: "the entry that was written with it: the log may have been cut off",
    });
  }
  return { loads: ledger.length, findings };
});
