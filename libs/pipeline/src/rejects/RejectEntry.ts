import type { rejectStates } from "@trialflow/schema";

type Row = typeof rejectStates.$inferSelect;

/** A reject as the quarantine has it, and how it stands. */
export interface RejectEntry {
  readonly rejectId: number;
  readonly state: Row["state"];
  readonly kind: Row["kind"];
  readonly scope: Row["scope"];
  readonly reason: string;
  readonly field: string | null;
  readonly position: number | null;
  readonly nctId: string | null;
  readonly loadId: number;
  readonly rowNumber: number;
  readonly lineNumber: number;
  readonly rawText: string;
  readonly isRawTextComplete: boolean;
  readonly detail: string;
  readonly ruleVersion: string;
  readonly rejectedAt: Date;
  /** Why it was waived; null unless it is. */
  readonly because: string | null;
}

/** The columns of an entry as a driver gives them: numbers of 64 bits as text. */
export type RejectRow = { readonly [K in keyof Row]: Row[K] extends number ? number | string : Row[K] } & Record<
  string,
  unknown
>;

/** Makes an entry of a row of `ops.reject_states`. */
export const rejectEntry = (row: RejectRow): RejectEntry => ({
  rejectId: Number(row.reject_id),
  state: row.state,
  kind: row.kind,
  scope: row.scope,
  reason: row.reason_code,
  field: row.field,
  position: row.position === null ? null : Number(row.position),
  nctId: row.nct_id,
  loadId: Number(row.load_id),
  rowNumber: Number(row.row_number),
  lineNumber: Number(row.line_number),
  rawText: row.raw_text,
  isRawTextComplete: row.is_raw_text_complete,
  detail: row.detail,
  ruleVersion: row.rule_version,
  rejectedAt: new Date(row.rejected_at),
  because: row.because,
});
