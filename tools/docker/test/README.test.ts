import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { createServerCertificate } from "../src/certificate/createServerCertificate.ts";

test("the example of the README gives what it says", () => {
  const { authority, certificate, key } = createServerCertificate(["database"], new Date());
  expect(new X509Certificate(certificate).checkIssued(new X509Certificate(authority))).toBe(true);
  expect(key).toContain("PRIVATE KEY");
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  expect(readme).toContain(
    'const { authority, certificate, key } = createServerCertificate(["database"], new Date());',
  );
});
