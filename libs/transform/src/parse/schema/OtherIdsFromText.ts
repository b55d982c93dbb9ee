import { IdType } from "@trialflow/schema";
import { Schema } from "effect";
import { parseOtherIds } from "../parseOtherIds.ts";
import { listCodec, vocabularyValue } from "./textCodec.ts";

/** Decodes the other ids column, the organisation's own id first: `TAC-COVID19|2020-002973-89`. */
export const OtherIdsFromText = listCodec(
  Schema.Struct({ type: vocabularyValue(IdType), value: Schema.String }),
  parseOtherIds,
  ({ value }) => value,
);
