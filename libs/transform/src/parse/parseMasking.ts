import { Masking, WhoMasked } from "@trialflow/schema";
import * as Result from "effect/Result";
import type { FieldProblem } from "./FieldProblem.ts";
import { parseVocabulary } from "./parseVocabulary.ts";

/** What a record says about masking. */
export interface MaskingCell {
  readonly masking: Masking | null;
  /** Who is masked; empty when nobody is, `null` when the record does not name them. */
  readonly whoMasked: ReadonlyArray<WhoMasked> | null;
}

const withParties = /^(.+?) \(([^()]*)\)$/;
const parseLevel = parseVocabulary(Masking);
const parseParty = parseVocabulary(WhoMasked);

/**
 * Parses the masking aspect of a study design: `None (Open Label)`, `Double`, `Double (Participant, Investigator)`.
 *
 * Errors   `unknown_masking`, `unknown_who_masked`
 */
export const parseMasking = (text: string): Result.Result<MaskingCell, FieldProblem> => {
  const level = parseLevel(text);
  if (Result.isSuccess(level)) {
    return Result.succeed({ masking: level.success, whoMasked: level.success === "NONE" ? [] : null });
  }
  const [, levelText, parties] = withParties.exec(text) ?? [];
  if (levelText === undefined || parties === undefined) return Result.fail(level.failure);
  const named = parseLevel(levelText);
  if (Result.isFailure(named)) return Result.fail({ ...named.failure, found: text });
  const whoMasked: Array<WhoMasked> = [];
  for (const party of parties.split(", ")) {
    const who = parseParty(party);
    if (Result.isFailure(who)) return Result.fail({ ...who.failure, found: text });
    if (!whoMasked.includes(who.success)) whoMasked.push(who.success);
  }
  return Result.succeed({ masking: named.success, whoMasked });
};

/** Writes masking as the classic export does. */
export const formatMasking = ({ masking, whoMasked }: MaskingCell): string => {
  if (masking === null) return "";
  const label = Masking.labelOf(masking);
  return whoMasked === null || whoMasked.length === 0
    ? label
    : `${label} (${whoMasked.map((who) => WhoMasked.labelOf(who)).join(", ")})`;
};
