/** Writes a moment as people read it, to the minute and in UTC: `2026-06-01 03:05 UTC`. */
export const describeMoment = (moment: Date): string => `${moment.toISOString().slice(0, 16).replace("T", " ")} UTC`;

const units = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;

/** Writes a time in its two largest units: `2 hours 5 minutes`. */
export const describeTime = (milliseconds: number): string => {
  let rest = Math.max(0, Math.round(milliseconds / 1000));
  const parts: Array<string> = [];
  for (const [unit, seconds] of units) {
    const count = Math.floor(rest / seconds);
    rest -= count * seconds;
    if (count > 0) parts.push(`${count} ${unit}${count === 1 ? "" : "s"}`);
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.length === 0 ? "0 seconds" : parts.join(" ");
};
