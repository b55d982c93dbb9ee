import { createPrivateKey, X509Certificate } from "node:crypto";
import { connect, createServer } from "node:tls";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createServerCertificate, type ServerCertificate } from "../src/certificate/createServerCertificate.ts";

const now = new Date("2026-03-01T12:00:00.000Z");

/** Performs a real handshake and says how the client took it. */
const handshake = (server: ServerCertificate, authority: string, servername: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const listener = createServer({ cert: server.certificate, key: server.key }, (socket) => socket.end());
    listener.once("error", reject);
    listener.listen(0, "127.0.0.1", () => {
      const address = listener.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      const finish = (result: string) => listener.close(() => resolve(result));
      const client = connect({ host: "127.0.0.1", port, servername, ca: authority });
      client.once("secureConnect", () => {
        client.end();
        finish("trusted");
      });
      client.once("error", (error) => finish((error as { code?: string }).code ?? error.message));
    });
  });

test("the authority signs itself and the server, and only the authority may sign", () => {
  const made = createServerCertificate(["database"], now);
  const authority = new X509Certificate(made.authority);
  const server = new X509Certificate(made.certificate);
  expect(authority.verify(authority.publicKey)).toBe(true);
  expect(server.verify(authority.publicKey)).toBe(true);
  expect(server.verify(server.publicKey)).toBe(false);
  expect(server.checkIssued(authority)).toBe(true);
  expect([authority.ca, server.ca]).toEqual([true, false]);
  expect(server.checkPrivateKey(createPrivateKey(made.key))).toBe(true);
  expect(server.keyUsage).toEqual(["1.3.6.1.5.5.7.3.1"]);
});

test("it is good from an hour ago for 825 days", () => {
  const { certificate, authority, notAfter } = createServerCertificate(["database"], now);
  expect(notAfter.toISOString()).toBe("2028-06-03T12:00:00.000Z");
  for (const pem of [certificate, authority]) {
    const { validFromDate, validToDate } = new X509Certificate(pem);
    expect([validFromDate, validToDate]).toEqual([new Date("2026-03-01T11:00:00.000Z"), notAfter]);
  }
});

test("years from 2050 on are written with four digits", () => {
  const { certificate, notAfter } = createServerCertificate(["database"], new Date("2049-06-01T00:00:00.000Z"));
  expect(new X509Certificate(certificate).validToDate).toEqual(notAfter);
});

test("it is good for its hosts and addresses and no others", () => {
  const { certificate } = createServerCertificate(
    ["database", "db.example.org", "10.1.2.3", "::1", "2001:db8::ff00:42"],
    now,
  );
  const server = new X509Certificate(certificate);
  expect(server.checkHost("database")).toBe("database");
  expect(server.checkHost("db.example.org")).toBe("db.example.org");
  expect(server.checkHost("other.example.org")).toBeUndefined();
  expect(server.checkIP("10.1.2.3")).toBe("10.1.2.3");
  expect(server.checkIP("10.1.2.4")).toBeUndefined();
  expect(server.checkIP("::1")).toBe("::1");
  expect(server.checkIP("2001:db8::ff00:42")).toBe("2001:db8::ff00:42");
});

test("any list of names and addresses comes back from the certificate", () => {
  const host = fc.oneof(fc.domain(), fc.ipV4(), fc.ipV6());
  fc.assert(
    fc.property(fc.uniqueArray(host, { minLength: 1, maxLength: 20 }), (hosts) => {
      const server = new X509Certificate(createServerCertificate(hosts, now).certificate);
      for (const name of hosts) expect(server.checkHost(name) ?? server.checkIP(name)).toBe(name);
    }),
    { numRuns: 50 },
  );
});

test("a client that trusts the authority trusts the server under its name", async () => {
  const made = createServerCertificate(["database"], new Date());
  expect(await handshake(made, made.authority, "database")).toBe("trusted");
  expect(await handshake(made, made.authority, "elsewhere")).toBe("ERR_TLS_CERT_ALTNAME_INVALID");
});

test("a client that trusts an earlier authority does not trust the next server", async () => {
  const earlier = createServerCertificate(["database"], new Date());
  const next = createServerCertificate(["database"], new Date(Date.now() + 1));
  expect(await handshake(next, earlier.authority, "database")).toBe("UNABLE_TO_VERIFY_LEAF_SIGNATURE");
});
