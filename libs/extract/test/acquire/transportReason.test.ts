import { describe, expect, it } from "vitest";
import { transportReason } from "../../src/acquire/transportReason.ts";

const url = new URL("https://storage.example.org:8443/file?signature=s3cret");
const coded = (code: string) => Object.assign(new Error("with s3cret inside"), { code });
const wrapped = (cause: unknown) => new TypeError("fetch failed", { cause });

describe("transportReason", () => {
  it.each([
    ["ENOTFOUND", "dns"],
    ["EAI_AGAIN", "dns"],
    ["ECONNREFUSED", "refused"],
    ["SELF_SIGNED_CERT_IN_CHAIN", "tls"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "tls"],
    ["CERT_HAS_EXPIRED", "tls"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "tls"],
    ["ERR_SSL_WRONG_VERSION_NUMBER", "tls"],
    ["ECONNRESET", "network"],
    ["ENETUNREACH", "network"],
    ["UND_ERR_SOCKET", "network"],
  ])("takes %s for unreachable by %s", (code, kind) => {
    const reason = transportReason(url, wrapped(coded(code)));
    expect(reason).toMatchObject({ _tag: "Unreachable", kind, code, host: "storage.example.org:8443" });
  });

  it.each(["ETIMEDOUT", "UND_ERR_CONNECT_TIMEOUT", "UND_ERR_HEADERS_TIMEOUT"])("takes %s for a time-out", (code) => {
    expect(transportReason(url, wrapped(coded(code)))._tag).toBe("Timeout");
  });

  it("finds the code when several addresses were tried", () => {
    expect(
      transportReason(url, wrapped(new AggregateError([new Error("no code"), coded("ECONNREFUSED")], "all failed"))),
    ).toMatchObject({
      kind: "refused",
    });
  });

  it("stays without a code, and without end in no circle", () => {
    const circle: { cause?: unknown } = {};
    circle.cause = circle;
    for (const failure of [null, "text", new Error("s3cret"), circle, coded("not a code, s3cret")]) {
      const reason = transportReason(url, failure);
      expect(reason).toMatchObject({ _tag: "Unreachable", kind: "network", code: "no connection" });
      expect(JSON.stringify(reason) + reason.message).not.toContain("s3cret");
    }
  });
});
