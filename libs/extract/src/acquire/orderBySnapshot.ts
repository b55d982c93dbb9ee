import type { SnapshotDate } from "./snapshotDate.ts";

/**
 * Orders files by snapshot date, oldest first, when every one has a date; otherwise keeps the given order.
 *
 * History is built snapshot by snapshot, so an older export must not be read after a newer one. Equal dates keep the given order.
 */
export const orderBySnapshot = <File extends { readonly snapshotDate: SnapshotDate | null }>(
  files: ReadonlyArray<File>,
): ReadonlyArray<File> => {
  const dated: Array<{ readonly file: File; readonly date: SnapshotDate }> = [];
  for (const file of files) {
    if (file.snapshotDate === null) return files;
    dated.push({ file, date: file.snapshotDate });
  }
  return dated.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)).map(({ file }) => file);
};
