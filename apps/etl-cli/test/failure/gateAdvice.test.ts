import { trialSuite } from "@trialflow/quality";
import { expect, test } from "vitest";
import { GateFailedError } from "../../src/failure/GateFailedError.ts";
import { GateWouldCloseError } from "../../src/failure/GateWouldCloseError.ts";

const messages = (failedChecks: ReadonlyArray<string>) => [
  new GateFailedError({ failedChecks, exceededLimits: [] }).message,
  new GateWouldCloseError({ planId: 3, failedChecks }).message,
];

test("a gate that closed because trials are missing names the two usual reasons", () => {
  const name = "snapshot_is_not_half_of_the_last";
  expect(trialSuite.checks.map((check) => check.name)).toContain(name);
  for (const message of messages(["nct_id_is_unique", name])) {
    expect(message).toContain("the download was cut off: fetch the file again");
    expect(message).toContain("load it with --increment");
    expect(message).toContain("Otherwise correct the data");
  }
});

test("a gate that closed for another reason does not guess", () => {
  for (const message of messages(["nct_id_is_unique"])) {
    expect(message).not.toContain("--increment");
    expect(message).toContain(" Correct the data at its source");
  }
});
