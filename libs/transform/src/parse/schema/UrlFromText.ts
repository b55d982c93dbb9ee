import { Schema } from "effect";
import { parseUrl } from "../parseUrl.ts";
import { textCodec } from "./textCodec.ts";

/** Decodes an absolute http or https address and keeps it as written. */
export const UrlFromText = textCodec(Schema.String, parseUrl, (value) => value);
