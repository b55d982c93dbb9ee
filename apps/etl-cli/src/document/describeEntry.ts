import type { AuditLogEntry, ChainEntry } from "@trialflow/database";

/** The names of an entry's fields in the order of its canonical text. */
const canonicalFields = [
  "entry_id",
  "occurred_at",
  "act",
  "subject",
  "run_id",
  "database_role",
  "os_user",
  "program_version",
  "reason",
  "details",
  "content_hash",
] as const;

/** Gives an entry of the audit log as a JSON value, its hashes in hexadecimal. */
export const describeEntry = (entry: AuditLogEntry) => ({
  ...entry,
  previous_hash: entry.previous_hash.toString("hex"),
  hash: entry.hash.toString("hex"),
});

/** Gives an entry with all that is needed to verify it elsewhere: its fields, and the text that its hash covers. */
export const describeChainEntry = ({
  canonical,
  previousHash,
  hash,
}: ChainEntry): Readonly<Record<string, unknown>> => {
  const values = JSON.parse(canonical) as ReadonlyArray<unknown>;
  return {
    ...Object.fromEntries(canonicalFields.map((name, index) => [name, values[index]])),
    canonical,
    previous_hash: previousHash,
    hash,
  };
};
