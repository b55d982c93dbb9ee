import type { IdentityColumns } from "./findColumns.ts";
import { fieldValue, splitFields } from "./splitFields.ts";

/**
 * Reads the NCT number of a record.
 *
 * Errors   throws when the field holds none
 */
export const nctIdOf = (record: string, { nctId }: IdentityColumns): string => {
  const value = fieldValue(splitFields(record).fields[nctId] ?? "");
  if (/^NCT\d{8}$/.test(value)) return value;
  throw new Error(
    `A record has the NCT number "${value}", expected NCT and eight digits. It begins: ${record.slice(0, 80)}`,
  );
};

/** Gives a record another NCT number, also in its addresses, and another rank; every other byte stays. */
export const rewriteRecord = (
  record: string,
  columns: IdentityColumns,
  identity: { readonly nctId: string; readonly rank: number },
): string => {
  const { fields, lineEnd } = splitFields(record);
  const old = nctIdOf(record, columns);
  const folder = (nctId: string): string => `ProvidedDocs/${nctId.slice(-2)}/${nctId}/`;
  const rewritten = fields.map((raw, place) => {
    if (place === columns.nctId) return raw.replace(old, identity.nctId);
    if (place === columns.rank) return raw.replace(/\d+/, String(identity.rank));
    if (!columns.mentions.includes(place)) return raw;
    return raw.replaceAll(folder(old), folder(identity.nctId)).replaceAll(old, identity.nctId);
  });
  return rewritten.join(",") + lineEnd;
};
