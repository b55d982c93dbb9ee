import { generateKeyPairSync } from "node:crypto";
import { issueCertificate } from "./issueCertificate.ts";

/** A server's key with its certificate, and the certificate of the authority that signed it. All PEM. */
export interface ServerCertificate {
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
  readonly notAfter: Date;
}

/** How long a certificate is good: the longest that clients with their own rules still accept. */
const validDays = 825;
const dayMillis = 86_400_000;
// A container's clock may be a little behind.
const clockSkewMillis = 3_600_000;

/**
 * Creates a certification authority and, signed by it, a certificate for a server under the given host names and addresses.
 *
 * The authority's private key signs this one certificate and is then forgotten: there is nothing to steal that could
 * sign another. A new certificate comes with a new authority.
 */
export const createServerCertificate = (hosts: ReadonlyArray<string>, now: Date): ServerCertificate => {
  const authority = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const server = generateKeyPairSync("ec", { namedCurve: "P-256" });
  // Names are compared to find the issuer: the date keeps an old authority and its successor apart.
  const issuer = `Trialflow database authority ${now.toISOString()}`;
  const notBefore = new Date(now.getTime() - clockSkewMillis);
  const notAfter = new Date(now.getTime() + validDays * dayMillis);
  const signedByAuthority = {
    issuer,
    issuerPublicKey: authority.publicKey,
    issuerPrivateKey: authority.privateKey,
    notBefore,
    notAfter,
  };
  return {
    authority: issueCertificate({ ...signedByAuthority, subject: issuer, publicKey: authority.publicKey }),
    certificate: issueCertificate({
      ...signedByAuthority,
      subject: hosts[0] ?? "database",
      publicKey: server.publicKey,
      hosts,
    }),
    key: server.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    notAfter,
  };
};
