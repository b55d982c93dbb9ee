import { describe, expect, test } from "vitest";
import { outcomesOf } from "../../src/stage/settleRejects.ts";

type State = Parameters<typeof outcomesOf>[0][number];

const reject = (reject_id: number, rule_version: string, more: Partial<State> = {}): State => ({
  reject_id,
  rule_version,
  state: "open",
  record_id: 7,
  field: "enrollment",
  position: null,
  reason_code: "malformed_enrollment",
  because: null,
  ...more,
});

const settle = (...rejects: ReadonlyArray<State>) => outcomesOf(rejects, "2", () => "40");

describe("what becomes of the earlier rejects of a record that the rules 2 have read", () => {
  test("one that they do not find is resolved with the value", () => {
    expect(settle(reject(1, "1"))).toEqual([{ reject_id: 1, outcome: "resolved", value_text: "40" }]);
  });

  test("one that they find again is rejected again, with a link to the new one", () => {
    expect(settle(reject(1, "1"), reject(2, "2"))).toEqual([
      { reject_id: 1, outcome: "rejected_again", new_reject_id: 2 },
    ]);
  });

  test("another reason, field or place is another reject", () => {
    for (const other of [{ reason_code: "enrollment_out_of_range" }, { field: "age" }, { position: 1 }]) {
      expect(settle(reject(1, "1"), reject(2, "2", other))).toMatchObject([{ reject_id: 1, outcome: "resolved" }]);
    }
  });

  test("a waiver goes over to the reject in its place, once", () => {
    const waived = { state: "waived", because: "known" } as const;
    expect(settle(reject(1, "0", waived), reject(2, "1", waived), reject(3, "2"))).toEqual([
      { reject_id: 1, outcome: "rejected_again", new_reject_id: 3 },
      { reject_id: 3, outcome: "waived", because: "known" },
      { reject_id: 2, outcome: "rejected_again", new_reject_id: 3 },
    ]);
  });

  test("one of the same rules from an earlier load gives way to the newest", () => {
    expect(settle(reject(1, "2"), reject(2, "2"))).toEqual([
      { reject_id: 1, outcome: "rejected_again", new_reject_id: 2 },
    ]);
  });

  test("one of these rules that other rules had settled stands again", () => {
    for (const state of ["resolved", "superseded"] as const) {
      expect(settle(reject(1, "2", { state }), reject(2, "1"))).toEqual([
        { reject_id: 1, outcome: "reopened" },
        { reject_id: 2, outcome: "rejected_again", new_reject_id: 1 },
      ]);
    }
  });

  test("what is settled, or stands already, is left alone", () => {
    expect(
      settle(reject(1, "1", { state: "resolved" }), reject(2, "1", { state: "superseded", field: "age" })),
    ).toEqual([]);
    expect(settle(reject(1, "2"), reject(2, "2", { state: "waived", field: "age" }))).toEqual([]);
  });
});
