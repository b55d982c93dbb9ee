import { Effect } from "effect";
import { ExtractError } from "../errors.ts";
import { UnexpectedContent } from "./HttpReason.ts";
import type { AnsweredStatus } from "./statusReason.ts";
import { statusReason } from "./statusReason.ts";

// Kaggle's own clients look for `{"code": 404, "message": ...}` in answers of status 200, so they do occur.
const codeInJson = (text: string): number | null => {
  try {
    const json: unknown = JSON.parse(text);
    const code = typeof json === "object" && json !== null && "code" in json ? json.code : null;
    return typeof code === "number" && code >= 400 && code < 600 ? code : null;
  } catch {
    return null;
  }
};

const kindOf = (contentType: string, head: string): string | null => {
  const start = head.replace(/^\ufeff/, "").trimStart();
  if (start === "") return "an empty body";
  if (/^(text\/html|application\/xhtml)/i.test(contentType) || /^<(!doctype\s+html|html)/i.test(start))
    return "an HTML page";
  if (start.startsWith("<")) return "an XML document";
  return /^application\/([\w.-]+\+)?json/i.test(contentType) ? "a JSON document" : null;
};

/**
 * Refuses an answer of status 200 that holds no data: a web page for signing in, an error as JSON or XML, nothing at all.
 *
 * Reads    the content type and the first bytes of the body
 * Errors   `UnexpectedContent`, or the reason that belongs to the code inside a JSON error
 */
export const refuseNoData = (contentType: string, head: Uint8Array, answer: Omit<AnsweredStatus, "status">) => {
  const text = new TextDecoder().decode(head);
  const found = kindOf(contentType, text);
  if (found === null) return Effect.void;
  const code = found === "a JSON document" ? codeInJson(text) : null;
  const { url, credentials } = answer;
  const reason = code === null ? null : statusReason({ ...answer, status: code });
  return Effect.fail(
    new ExtractError({
      operation: "extract.download",
      reason: reason ?? new UnexpectedContent({ url, found, credentials }),
    }),
  );
};
