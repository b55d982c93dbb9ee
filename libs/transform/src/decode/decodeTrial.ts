import type { CtgovLegacyRow } from "@trialflow/schema";
import * as Result from "effect/Result";
import { parseEnrollment } from "../parse/parseEnrollment.ts";
import { parseNctId } from "../parse/parseNctId.ts";
import { parseOverallStatus } from "../parse/parseOverallStatus.ts";
import { parseSex } from "../parse/parseSex.ts";
import { parseStudyResults } from "../parse/parseStudyResults.ts";
import { parseUrl } from "../parse/parseUrl.ts";
import type { DecodedTrial, DecodeOutcome } from "./DecodedTrial.ts";
import { decodeAges } from "./decodeAges.ts";
import { decodeChildren } from "./decodeChildren.ts";
import { decodeDates } from "./decodeDates.ts";
import { decodeStudyDesign } from "./decodeStudyDesign.ts";
import { decodeStudyType } from "./decodeStudyType.ts";
import { ProblemLog } from "./ProblemLog.ts";
import { RULE_VERSION } from "./RULE_VERSION.ts";

/**
 * Decodes a raw record of the classic export into the rows of the staging tables. Pure: the same record always gives the
 * same rows and problems.
 *
 * Reads       one record, its cells as text; `recordId` is what the trial's row will point back to
 * Errors      none; what cannot be read is in `problems` and handled by `fieldPolicies`
 * Idempotent  yes, keyed by content: ids are derived from it
 */
export const decodeTrial = (row: CtgovLegacyRow, recordId: number): DecodeOutcome => {
  const log = new ProblemLog();
  const nctId = log.read("nct_number", row.nct_number, parseNctId) ?? "";
  const briefTitle = log.read("title", row.title, asText) ?? "";
  if (log.fatal.length > 0) return { trial: null, problems: log.fatal };

  const trial: DecodedTrial["trial"] = {
    nct_id: nctId,
    brief_title: briefTitle,
    acronym: log.read("acronym", row.acronym, asText),
    overall_status: log.read("status", row.status, parseOverallStatus),
    has_results: log.read("study_results", row.study_results, parseStudyResults),
    ...decodeStudyType(row, log),
    ...decodeStudyDesign(row, log),
    enrollment: log.read("enrollment", row.enrollment, parseEnrollment),
    sex: log.read("gender", row.gender, parseSex),
    ...decodeAges(row, log),
    ...decodeDates(row, log),
    url: log.read("url", row.url, parseUrl),
    _record_id: recordId,
    _rule_version: RULE_VERSION,
  };
  const children = decodeChildren(row, nctId, log);
  return log.fatal.length > 0
    ? { trial: null, problems: log.fatal }
    : { trial: { trial, ...children }, problems: log.problems };
};

const asText = (text: string) => Result.succeed(text);
