import type { CheckResult } from "../dataset/checkedDatasets.ts";

/** Says which checks keep the gate closed. */
export const gateMessage = (results: ReadonlyArray<CheckResult>): string => {
  const names = results.filter(({ status }) => status === "failed").map(({ check_name }) => check_name);
  return `The gate stayed closed, nothing was published. Failed: ${names.length === 0 ? "unknown" : names.join(", ")}`;
};
