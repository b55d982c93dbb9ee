import { Schema } from "effect";
import { parseEnrollment } from "../parseEnrollment.ts";
import { textCodec } from "./textCodec.ts";

/** Decodes a number of participants: `120`. */
export const EnrollmentFromText = textCodec(Schema.Finite, parseEnrollment, String);
