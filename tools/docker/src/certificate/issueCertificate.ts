import { createHash, type KeyObject, randomBytes, sign } from "node:crypto";
import {
  bitString,
  booleanTrue,
  explicitTag,
  implicitTag,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  set,
  time,
  utf8String,
} from "./der.ts";
import { subjectAlternativeNames } from "./subjectAlternativeNames.ts";

/** What a certificate says. Keys are P-256. */
export interface CertificateContent {
  readonly subject: string;
  readonly publicKey: KeyObject;
  readonly issuer: string;
  readonly issuerPublicKey: KeyObject;
  readonly issuerPrivateKey: KeyObject;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Host names and IP addresses of a server; absent for a certification authority. */
  readonly hosts?: ReadonlyArray<string>;
}

const ecdsaWithSha256 = sequence(objectIdentifier("1.2.840.10045.4.3.2"));

const commonName = (name: string): Buffer => sequence(set(sequence(objectIdentifier("2.5.4.3"), utf8String(name))));

const subjectPublicKeyInfo = (key: KeyObject): Buffer => key.export({ type: "spki", format: "der" });

// The key's uncompressed point is the last 65 bytes of its SubjectPublicKeyInfo (RFC 7093, 2, method 1).
const keyIdentifier = (key: KeyObject): Buffer =>
  createHash("sha256").update(subjectPublicKeyInfo(key).subarray(-65)).digest().subarray(0, 20);

const extension = (identifier: string, value: Uint8Array, options: { readonly isCritical: boolean }): Buffer =>
  sequence(objectIdentifier(identifier), ...(options.isCritical ? [booleanTrue] : []), octetString(value));

const extensions = ({ hosts, publicKey, issuerPublicKey }: CertificateContent): Buffer => {
  const isAuthority = hosts === undefined;
  const basicConstraints = isAuthority ? sequence(booleanTrue, integer(Uint8Array.of(0))) : sequence();
  const keyUsage = isAuthority ? bitString(Uint8Array.of(0b0000_0100), 2) : bitString(Uint8Array.of(0b1000_0000), 7);
  return sequence(
    extension("2.5.29.19", basicConstraints, { isCritical: true }),
    extension("2.5.29.15", keyUsage, { isCritical: true }),
    extension("2.5.29.14", octetString(keyIdentifier(publicKey)), { isCritical: false }),
    extension("2.5.29.35", sequence(implicitTag(0, keyIdentifier(issuerPublicKey))), { isCritical: false }),
    ...(isAuthority
      ? []
      : [
          extension("2.5.29.37", sequence(objectIdentifier("1.3.6.1.5.5.7.3.1")), { isCritical: false }),
          extension("2.5.29.17", subjectAlternativeNames(hosts), { isCritical: false }),
        ]),
  );
};

/**
 * Issues an X.509 version 3 certificate, signed with ECDSA and SHA-256, as PEM.
 *
 * For an authority: may sign, at most one level. For a server: digital signature, server authentication, its hosts.
 * Source   RFC 5280 (4.1, 4.2), RFC 5480 and RFC 5758 for the algorithm
 */
export const issueCertificate = (content: CertificateContent): string => {
  const serialNumber = randomBytes(16);
  const toBeSigned = sequence(
    explicitTag(0, integer(Uint8Array.of(2))),
    integer(serialNumber),
    ecdsaWithSha256,
    commonName(content.issuer),
    sequence(time(content.notBefore), time(content.notAfter)),
    commonName(content.subject),
    subjectPublicKeyInfo(content.publicKey),
    explicitTag(3, extensions(content)),
  );
  const signature = sign("sha256", toBeSigned, content.issuerPrivateKey);
  const certificate = sequence(toBeSigned, ecdsaWithSha256, bitString(signature));
  const lines = certificate.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
};
