import { SponsorRole } from "@trialflow/schema";
import { Schema } from "effect";
import { parseSponsors } from "../parseSponsors.ts";
import { listCodec, vocabularyValue } from "./textCodec.ts";

/** Decodes the sponsors column, lead first: `Kermanshah University|Gilead Sciences`. */
export const SponsorsFromText = listCodec(
  Schema.Struct({ role: vocabularyValue(SponsorRole), name: Schema.String }),
  parseSponsors,
  ({ name }) => name,
);
