/**
 * Folds a heading to what identifies it: copies of one export differ in case, in blanks turned to underscores and in
 * punctuation, never in letters and digits (`Sponsor/Collaborators`, `sponsor_collaborators`).
 */
export const normalizeHeader = (header: string): string =>
  header
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
