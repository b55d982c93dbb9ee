import type { Unit } from "../result/BenchResult.ts";

const mebibyte = 1024 * 1024;

/** Writes a quantity for people: seconds, MB of 2^20 bytes, rows. */
export const formatQuantity = (value: number, unit: Unit): string => {
  if (unit === "ms") return `${(value / 1000).toFixed(2)} s`;
  if (unit === "rows/s") return `${Math.round(value)} rows/s`;
  return `${(value / mebibyte).toFixed(1)} ${unit === "bytes" ? "MB" : "MB/s"}`;
};
