const grouped = new Intl.NumberFormat("en-US");

/** Formats a count with thousands apart: `5,783`. */
export const formatCount = (count: number): string => grouped.format(count);

/** Formats a count with its noun: `1 row`, `5,783 rows`. */
export const formatRows = (count: number): string => `${formatCount(count)} ${count === 1 ? "row" : "rows"}`;
