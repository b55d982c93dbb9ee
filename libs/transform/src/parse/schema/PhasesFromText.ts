import { Phase } from "@trialflow/schema";
import { parsePhases } from "../parsePhases.ts";
import { listCodec, vocabularyValue } from "./textCodec.ts";

/** Decodes the phases column: `Phase 2|Phase 3`. */
export const PhasesFromText = listCodec(vocabularyValue(Phase), parsePhases, (phase) => Phase.labelOf(phase));
