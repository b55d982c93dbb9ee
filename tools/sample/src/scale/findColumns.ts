import { fieldValue, splitFields } from "./splitFields.ts";

/** The places of the columns that carry a record's identity, counted from 0. */
export interface IdentityColumns {
  readonly rank: number | undefined;
  readonly nctId: number;
  /** Columns whose text repeats the record's NCT number: its address and the addresses of its documents. */
  readonly mentions: ReadonlyArray<number>;
}

const mentioning = new Set(["url", "study url", "study documents"]);

/**
 * Finds the columns that carry a record's identity, by their names in the header, in legacy and newer exports.
 *
 * A byte order mark before the header is passed over, decoded as UTF-8 or byte by byte.
 * Errors   throws when the header has no NCT number
 */
export const findColumns = (header: string): IdentityColumns => {
  const names = splitFields(header.replace(/^(?:\uFEFF|\u00EF\u00BB\u00BF)/, "")).fields.map((raw) =>
    fieldValue(raw).trim().toLowerCase().replaceAll("_", " "),
  );
  const nctId = names.indexOf("nct number");
  if (nctId === -1) {
    throw new Error(
      `The header has no column "NCT Number", found ${names.join(", ")}. Is this an export of the registry?`,
    );
  }
  const rank = names.indexOf("rank");
  return {
    rank: rank === -1 ? undefined : rank,
    nctId,
    mentions: names.flatMap((name, place) => (mentioning.has(name) ? [place] : [])),
  };
};
