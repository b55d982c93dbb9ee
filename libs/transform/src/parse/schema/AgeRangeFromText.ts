import { AgeUnit, StdAge } from "@trialflow/schema";
import { Schema } from "effect";
import { formatAgeRange, parseAgeRange } from "../parseAgeRange.ts";
import { textCodec, vocabularyValue } from "./textCodec.ts";

const Age = Schema.Struct({ value: Schema.Finite, unit: vocabularyValue(AgeUnit), days: Schema.Finite });

/** Decodes who may take part by age: `18 Years and older (Adult, Older Adult)`. */
export const AgeRangeFromText = textCodec(
  Schema.Struct({
    minimum: Schema.NullOr(Age),
    maximum: Schema.NullOr(Age),
    stdAges: Schema.Array(vocabularyValue(StdAge)),
  }),
  parseAgeRange,
  formatAgeRange,
);
