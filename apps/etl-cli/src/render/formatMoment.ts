/** Formats a moment in UTC to the second: `2026-03-01 14:05:09 UTC`. */
export const formatMoment = (moment: Date): string => `${moment.toISOString().slice(0, 19).replace("T", " ")} UTC`;
