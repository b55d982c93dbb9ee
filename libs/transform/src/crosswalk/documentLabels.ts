/** What a study document contains. */
export interface DocumentContents {
  readonly hasProtocol: boolean;
  /** A statistical analysis plan. */
  readonly hasSap: boolean;
  /** An informed consent form. */
  readonly hasIcf: boolean;
}

const contains = (hasProtocol: boolean, hasSap: boolean, hasIcf: boolean): DocumentContents => ({
  hasProtocol,
  hasSap,
  hasIcf,
});

const byLabel: ReadonlyMap<string, DocumentContents> = new Map([
  ["Study Protocol", contains(true, false, false)],
  ["Statistical Analysis Plan", contains(false, true, false)],
  ["Informed Consent Form", contains(false, false, true)],
  ["Study Protocol and Statistical Analysis Plan", contains(true, true, false)],
  ["Study Protocol and Informed Consent Form", contains(true, false, true)],
  // Follows the pattern of the others; not in the measured files.
  ["Statistical Analysis Plan and Informed Consent Form", contains(false, true, true)],
  ["Study Protocol, Statistical Analysis Plan, and Informed Consent Form", contains(true, true, true)],
]);

/** The version of the document labels. Raise it when a label is added, moved or removed. */
export const DOCUMENT_LABEL_VERSION = "1.0.0";

/**
 * Finds what a document with this label contains; `undefined` for an unknown label. The registry puts a sponsor's subtitle
 * after the label and `: ` (`Informed Consent Form: Donor Consent`).
 */
export const documentContents = (label: string): DocumentContents | undefined => {
  const subtitle = label.indexOf(": ");
  return byLabel.get(subtitle === -1 ? label : label.slice(0, subtitle));
};
