import type { ReleasedFile, TableContent } from "@trialflow/schema";
import type { Release } from "./readReleases.ts";

/** A table in two releases; null where a release does not have it. */
export interface TableDifference {
  readonly table: string;
  readonly before: Pick<TableContent, "rows" | "sha256" | "scheme"> | null;
  readonly after: Pick<TableContent, "rows" | "sha256" | "scheme"> | null;
  /** Null when that cannot be told: as many rows, and hashes of two schemes. */
  readonly isSame: boolean | null;
}

/** How two releases differ. */
export interface ReleaseDifference {
  readonly tables: ReadonlyArray<TableDifference>;
  /** Files of the second release that the first does not have, and the other way round. */
  readonly addedFiles: ReadonlyArray<ReleasedFile>;
  readonly removedFiles: ReadonlyArray<ReleasedFile>;
}

const without = (files: ReadonlyArray<ReleasedFile>, others: ReadonlyArray<ReleasedFile>) =>
  files.filter(({ loadId, sha256 }) => !others.some((other) => other.loadId === loadId && other.sha256 === sha256));

const brief = (content: TableContent | undefined) =>
  content === undefined
    ? null
    : {
        rows: content.rows,
        sha256: content.sha256,
        ...(content.scheme === undefined ? {} : { scheme: content.scheme }),
      };

const isSameContent = (before: TableDifference["before"], after: TableDifference["after"]): boolean | null =>
  before === null || after === null || before.rows !== after.rows
    ? false
    : before.scheme === after.scheme
      ? before.sha256 === after.sha256
      : null;

/** Compares two releases, table by table and file by file. */
export const compareReleases = (first: Release, second: Release): ReleaseDifference => ({
  tables: [...new Set([...Object.keys(first.manifest), ...Object.keys(second.manifest)])].map((table) => {
    const before = brief(first.manifest[table]);
    const after = brief(second.manifest[table]);
    return { table, before, after, isSame: isSameContent(before, after) };
  }),
  addedFiles: without(second.files, first.files),
  removedFiles: without(first.files, second.files),
});
