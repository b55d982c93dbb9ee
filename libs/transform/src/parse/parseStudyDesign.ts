import {
  Allocation,
  InterventionModel,
  type Masking,
  ObservationalModel,
  PrimaryPurpose,
  TimePerspective,
  type WhoMasked,
} from "@trialflow/schema";
import * as Result from "effect/Result";
import type { FieldProblem } from "./FieldProblem.ts";
import { type ListProblem, parseList } from "./ParsedList.ts";
import { formatMasking, type MaskingCell, parseMasking } from "./parseMasking.ts";
import { parseVocabulary } from "./parseVocabulary.ts";

/** A study design; an aspect that the record does not state is `null`. */
export interface StudyDesign {
  readonly allocation: Allocation | null;
  readonly interventionModel: InterventionModel | null;
  readonly masking: Masking | null;
  /** Who is masked; `null` where the record does not say. */
  readonly whoMasked: ReadonlyArray<WhoMasked> | null;
  readonly primaryPurpose: PrimaryPurpose | null;
  readonly observationalModel: ObservationalModel | null;
  readonly timePerspective: TimePerspective | null;
}

/** A study design with the problems of those parts that could not be read. */
export interface ParsedStudyDesign {
  readonly design: StudyDesign;
  readonly problems: ReadonlyArray<ListProblem>;
}

const emptyDesign: StudyDesign = {
  allocation: null,
  interventionModel: null,
  masking: null,
  whoMasked: null,
  primaryPurpose: null,
  observationalModel: null,
  timePerspective: null,
};

const aspect =
  <K extends keyof StudyDesign, V extends StudyDesign[K]>(
    key: K,
    parse: (text: string) => Result.Result<V, FieldProblem>,
  ): ((text: string) => Result.Result<Partial<StudyDesign>, FieldProblem>) =>
  (text) =>
    Result.map(parse(text), (value) => ({ [key]: value }));

const aspects: ReadonlyMap<string, (text: string) => Result.Result<Partial<StudyDesign>, FieldProblem>> = new Map([
  ["Allocation", aspect("allocation", parseVocabulary(Allocation))],
  ["Intervention Model", aspect("interventionModel", parseVocabulary(InterventionModel))],
  ["Masking", (text: string): Result.Result<MaskingCell, FieldProblem> => parseMasking(text)],
  ["Primary Purpose", aspect("primaryPurpose", parseVocabulary(PrimaryPurpose))],
  ["Observational Model", aspect("observationalModel", parseVocabulary(ObservationalModel))],
  ["Time Perspective", aspect("timePerspective", parseVocabulary(TimePerspective))],
]);

const expectedKey = `one of: ${[...aspects.keys()].join("; ")}`;

/**
 * Parses the study designs column: `Allocation: Randomized|Masking: Double (Participant, Investigator)`; blanks around
 * the pipes are accepted, as the export of today writes them. A part that cannot be read leaves its aspect `null`.
 *
 * Errors   `malformed_design`, `unknown_design_key`, `repeated_design_key`, `empty_list_entry` and those of the aspects'
 *          vocabularies, each with the position of its part
 */
export const parseStudyDesign = (text: string): ParsedStudyDesign => {
  const seen = new Set<string>();
  const { items, problems } = parseList<Partial<StudyDesign>>(text, (entry) => {
    const part = entry.trim();
    const separator = part.indexOf(": ");
    if (separator === -1) return refuse("malformed_design", entry, "key and value, as Allocation: Randomized");
    const key = part.slice(0, separator);
    const parse = aspects.get(key);
    if (parse === undefined) return refuse("unknown_design_key", entry, expectedKey);
    if (seen.has(key)) return refuse("repeated_design_key", entry, "each aspect once");
    seen.add(key);
    const value = parse(part.slice(separator + 2));
    return Result.isSuccess(value) ? { value: value.success } : { problem: value.failure };
  });
  return { design: Object.assign({}, emptyDesign, ...items.map((item) => item.value)) as StudyDesign, problems };
};

/** Writes a study design as the classic export does. */
export const formatStudyDesign = (design: StudyDesign): string =>
  [
    ["Allocation", design.allocation && Allocation.labelOf(design.allocation)],
    ["Intervention Model", design.interventionModel && InterventionModel.labelOf(design.interventionModel)],
    ["Observational Model", design.observationalModel && ObservationalModel.labelOf(design.observationalModel)],
    ["Time Perspective", design.timePerspective && TimePerspective.labelOf(design.timePerspective)],
    ["Masking", design.masking && formatMasking(design)],
    ["Primary Purpose", design.primaryPurpose && PrimaryPurpose.labelOf(design.primaryPurpose)],
  ]
    .filter(([, value]) => value !== null)
    .map(([key, value]) => `${key}: ${value}`)
    .join("|");

const refuse = (
  reason: "malformed_design" | "unknown_design_key" | "repeated_design_key",
  found: string,
  expected: string,
) => ({ problem: { reason, found, expected } });
