import type { Quantity } from "../result/BenchResult.ts";

const mebibyte = 1024 * 1024;

const decimals = (value: number): string => {
  const size = Math.abs(value);
  if (size >= 1000) return value.toFixed(0);
  if (size >= 100) return value.toFixed(1);
  return value.toFixed(size >= 0.1 || size === 0 ? 2 : 3);
};

/** Writes a quantity for people, without its unit: seconds, rows per second, MB of 2^20 bytes, MB per second, a ratio. */
export const formatQuantity = (value: number, quantity: Quantity): string => {
  if (quantity === "ratio") return value.toFixed(2);
  if (quantity === "rowsPerSecond") return value.toFixed(0);
  return decimals(quantity.endsWith("Ms") ? value / 1000 : value / mebibyte);
};

/** Writes by how much a value differs from an earlier one, in per cent; nothing where there is nothing to divide by. */
export const formatChange = (value: number, before: number): string =>
  before === 0 ? "" : `${value >= before ? "+" : "-"}${Math.abs((value / before - 1) * 100).toFixed(1)} %`;
