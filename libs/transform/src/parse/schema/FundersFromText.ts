import { AgencyClass } from "@trialflow/schema";
import { parseFunders } from "../parseFunders.ts";
import { listCodec, vocabularyValue } from "./textCodec.ts";

/** Decodes the funders column: `Other|Industry`. */
export const FundersFromText = listCodec(vocabularyValue(AgencyClass), parseFunders, (agency) =>
  AgencyClass.labelOf(agency),
);
