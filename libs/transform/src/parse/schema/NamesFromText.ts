import { Schema } from "effect";
import { parseNames } from "../parseNames.ts";
import { listCodec } from "./textCodec.ts";

/** Decodes a column that lists free texts, such as conditions and outcome measures: `COVID-19|Pneumonia`. */
export const NamesFromText = listCodec(Schema.String, parseNames, (name) => name);
