import { expect, test } from "vitest";
import { classifyConnectFailure } from "../../src/embedded/classifyConnectFailure.ts";

const coded = (code: string): Error => Object.assign(new Error("text"), { code });

test.each(["57P01", "57P02", "57P03", "53300", "ECONNREFUSED", "ECONNRESET", "CONNECT_TIMEOUT", "CONNECTION_CLOSED"])(
  "%s may pass in a moment",
  (code) => {
    expect(classifyConnectFailure(coded(code))._tag).toBe("NotYet");
  },
);

test("a wrong password does not pass in a moment", () => {
  expect(classifyConnectFailure(coded("28P01"))).toEqual({ _tag: "PasswordRejected" });
});

test("what is not known is told with its code", () => {
  expect(classifyConnectFailure(coded("XX000"))).toEqual({ _tag: "Refused", detail: "XX000 text" });
  expect(classifyConnectFailure("odd")).toEqual({ _tag: "Refused", detail: "odd" });
});
