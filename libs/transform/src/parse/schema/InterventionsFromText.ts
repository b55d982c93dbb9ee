import { InterventionType } from "@trialflow/schema";
import { Schema } from "effect";
import { formatIntervention, parseInterventions } from "../parseInterventions.ts";
import { listCodec, vocabularyValue } from "./textCodec.ts";

/** Decodes the interventions column: `Drug: Remdesivir|Other: Standard of care`. What it decodes always has a type. */
export const InterventionsFromText = listCodec(
  Schema.Struct({ type: Schema.NullOr(vocabularyValue(InterventionType)), name: Schema.String }),
  parseInterventions,
  formatIntervention,
);
