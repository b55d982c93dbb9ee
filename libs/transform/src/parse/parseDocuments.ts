import { type DocumentContents, documentContents } from "../crosswalk/documentLabels.ts";
import type { FieldProblem } from "./FieldProblem.ts";
import { type ParsedEntry, type ParsedList, parseList } from "./ParsedList.ts";

/** A document of a trial. The flags are false where the label does not say what the document contains. */
export interface StudyDocument extends DocumentContents {
  readonly label: string;
  readonly url: string | null;
}

const shape = /^(?:"(.+)"|([^"].*?))(?:, (https?:\/\/\S+))?$/;
const saysNothing: DocumentContents = { hasProtocol: false, hasSap: false, hasIcf: false };
const expected = '"Study Protocol", https://ClinicalTrials.gov/ProvidedDocs/...';

/**
 * Parses the study documents column: `"Study Protocol", https://...`, joined by pipes; the export of today leaves the
 * quotes out. An entry with an unknown label or without an address is kept, and says so.
 *
 * Errors   `malformed_document`, `missing_document_url`, `unknown_document_label`, `empty_list_entry`, each with its position
 */
export const parseDocuments = (text: string): ParsedList<StudyDocument> => parseList(text, parseDocument);

/** Writes a document as the classic export does. */
export const formatDocument = ({ label, url }: StudyDocument): string =>
  url === null ? `"${label}"` : `"${label}", ${url}`;

const parseDocument = (entry: string): ParsedEntry<StudyDocument> => {
  const found = shape.exec(entry);
  const label = found?.[1] ?? found?.[2];
  if (label === undefined) return { problem: problem("malformed_document", entry) };
  const url = found?.[3] ?? null;
  const contents = documentContents(label);
  const value = { label, url, ...(contents ?? saysNothing) };
  if (url === null) return { value, problem: problem("missing_document_url", entry) };
  return contents === undefined ? { value, problem: problem("unknown_document_label", entry) } : { value };
};

const problem = (
  reason: "malformed_document" | "missing_document_url" | "unknown_document_label",
  found: string,
): FieldProblem => ({ reason, found, expected });
