export * from "./conditionsByTrialCount.ts";
export * from "./interventionCompletionRates.ts";
export * from "./trialDurations.ts";
export * from "./trialsByCountry.ts";
export * from "./trialsByStudyTypeAndPhase.ts";
