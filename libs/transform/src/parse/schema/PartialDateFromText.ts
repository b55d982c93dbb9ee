import { DatePrecision } from "@trialflow/schema";
import { Schema } from "effect";
import { parsePartialDate } from "../parsePartialDate.ts";
import { textCodec, vocabularyValue } from "./textCodec.ts";

/** Decodes a date with its precision: `May 20, 2020`, `May 2020`. Encodes as it was written. */
export const PartialDateFromText = textCodec(
  Schema.Struct({ date: Schema.String, precision: vocabularyValue(DatePrecision), raw: Schema.String }),
  parsePartialDate,
  ({ raw }) => raw,
);
