import { hash } from "node:crypto";

/** The lists of a trial whose entries have ids. */
export type ChildKind =
  | "condition"
  | "intervention"
  | "outcome"
  | "sponsor"
  | "funder"
  | "phase"
  | "location"
  | "other_id"
  | "document";

/** The things that many trials share and that have ids of their own. */
export type EntityKind = "condition" | "intervention" | "sponsor";

/**
 * Derives the id of an entry of a trial's list from what it says and not from where it stands, so it is the same after
 * every reload and when entries before it come or go. `occurrence` counts entries of the same content, from 1.
 */
export const childId = (nctId: string, kind: ChildKind, content: string, occurrence: number): string =>
  childIds(nctId, kind)(content, occurrence);

/** Derives the ids of the entries of one list, as {@link childId} does. */
export const childIds = (nctId: string, kind: ChildKind): ((content: string, occurrence: number) => string) => {
  const list = `child ${nctId.length}:${nctId}${kind.length}:${kind}`;
  return (content, occurrence) => contentId(`${list}${occurrence}:${content}`);
};

/** Derives the id of a condition, intervention or sponsor from its parts, which the caller has brought to one spelling. */
export const entityId = (kind: EntityKind, ...parts: ReadonlyArray<string>): string =>
  contentId(`${kind} ${parts.map((part) => `${part.length}:${part}`).join("")}`);

/**
 * Hashes a text to a UUID: the first 128 bits of its SHA-256 with the version 8 (custom) and variant bits of RFC 9562.
 * Callers write each part with its length before it, so that different parts never make the same text.
 */
const contentId = (text: string): string => {
  const hex = hash("sha256", text, "hex");
  const variant = variantDigits[hex.charCodeAt(16) & 3] ?? "8";
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

const variantDigits = ["8", "9", "a", "b"];
