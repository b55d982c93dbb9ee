import {
  Allocation,
  InterventionModel,
  Masking,
  ObservationalModel,
  PrimaryPurpose,
  TimePerspective,
  WhoMasked,
} from "@trialflow/schema";
import { Result, Schema } from "effect";
import { formatStudyDesign, parseStudyDesign } from "../parseStudyDesign.ts";
import { textCodec, vocabularyValue } from "./textCodec.ts";

/** Decodes the study designs column: `Allocation: Randomized|Masking: None (Open Label)`. */
export const StudyDesignFromText = textCodec(
  Schema.Struct({
    allocation: Schema.NullOr(vocabularyValue(Allocation)),
    interventionModel: Schema.NullOr(vocabularyValue(InterventionModel)),
    masking: Schema.NullOr(vocabularyValue(Masking)),
    whoMasked: Schema.NullOr(Schema.Array(vocabularyValue(WhoMasked))),
    primaryPurpose: Schema.NullOr(vocabularyValue(PrimaryPurpose)),
    observationalModel: Schema.NullOr(vocabularyValue(ObservationalModel)),
    timePerspective: Schema.NullOr(vocabularyValue(TimePerspective)),
  }),
  (text) => {
    const { design, problems } = parseStudyDesign(text);
    const [first] = problems;
    return first === undefined ? Result.succeed(design) : Result.fail(first);
  },
  formatStudyDesign,
);
