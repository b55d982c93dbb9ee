import { Schema } from "effect";
import { formatDocument, parseDocuments } from "../parseDocuments.ts";
import { listCodec } from "./textCodec.ts";

/** Decodes the study documents column: `"Study Protocol", https://...`, joined by pipes. */
export const DocumentsFromText = listCodec(
  Schema.Struct({
    label: Schema.String,
    url: Schema.NullOr(Schema.String),
    hasProtocol: Schema.Boolean,
    hasSap: Schema.Boolean,
    hasIcf: Schema.Boolean,
  }),
  parseDocuments,
  formatDocument,
);
