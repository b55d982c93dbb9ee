/** How a check of the doctor ended; `not_applicable`: there is nothing here that it could be about. */
export const diagnosisResults = ["ok", "warning", "failed", "not_applicable"] as const;
export type DiagnosisResult = (typeof diagnosisResults)[number];

/** What one check of the doctor found out. */
export interface Diagnosis {
  /** For example `clock`. */
  readonly check: string;
  readonly result: DiagnosisResult;
  readonly found: string;
  readonly expected: string;
  /** What to do; null where there is nothing to do. */
  readonly remedy: string | null;
}

/** What holds of a check whatever it finds. */
export interface CheckWords {
  readonly check: string;
  readonly expected: string;
}

export const ok = (words: CheckWords, found: string): Diagnosis => ({ ...words, result: "ok", found, remedy: null });

export const notApplicable = (words: CheckWords, found: string, remedy: string | null = null): Diagnosis => ({
  ...words,
  result: "not_applicable",
  found,
  remedy,
});

export const warning = (words: CheckWords, found: string, remedy: string): Diagnosis => ({
  ...words,
  result: "warning",
  found,
  remedy,
});

export const failed = (words: CheckWords, found: string, remedy: string): Diagnosis => ({
  ...words,
  result: "failed",
  found,
  remedy,
});
