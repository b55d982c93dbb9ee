import { Schema } from "effect";
import { parseLocations } from "../parseLocations.ts";
import { listCodec } from "./textCodec.ts";

/** Decodes the locations column: `Facility, City, State, Country`, joined by pipes. Encodes as it was written. */
export const LocationsFromText = listCodec(
  Schema.Struct({
    facility: Schema.NullOr(Schema.String),
    city: Schema.NullOr(Schema.String),
    state: Schema.NullOr(Schema.String),
    country: Schema.NullOr(Schema.String),
    countryCode: Schema.NullOr(Schema.String),
    rawText: Schema.String,
  }),
  parseLocations,
  ({ rawText }) => rawText,
);
