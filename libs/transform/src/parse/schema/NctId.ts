import { Schema } from "effect";
import { parseNctId } from "../parseNctId.ts";
import { textCodec } from "./textCodec.ts";

/** Decodes a trial's registry number: `NCT04333550`. */
export const NctId = textCodec(Schema.String, parseNctId, (value) => value);
