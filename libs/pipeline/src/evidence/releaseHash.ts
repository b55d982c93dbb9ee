import { createHash } from "node:crypto";
import type { releases } from "@trialflow/schema";

type Release = typeof releases.$inferSelect;

/** Computes the hash over all that a release says, a table's scheme where it has one; its own entry in the audit log has it as content hash. */
export const releaseHash = (release: Omit<Release, "audit_entry_id" | "audit_hash">): string => {
  const { name, created_at, created_by, database_role, program_version, reason, published_load_id } = release;
  const files = release.files.map(({ loadId, fileName, sha256 }) => [loadId, fileName, sha256]);
  const tables = Object.entries(release.manifest)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([table, { rows, sha256, columns, scheme }]) => [
      ...[table, rows, sha256, columns],
      ...(scheme === undefined ? [] : [scheme]),
    ]);
  const text = JSON.stringify([
    ...[name, created_at.toISOString(), created_by, database_role, program_version, reason, published_load_id],
    files,
    tables,
  ]);
  return createHash("sha256").update(text).digest("hex");
};
