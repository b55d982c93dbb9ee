import { randomBytes } from "node:crypto";
import { createServerCertificate } from "../certificate/createServerCertificate.ts";
import { databaseUrl, type SslMode } from "./databaseUrl.ts";
import type { SecretName, SecretPart } from "./secretNames.ts";

/** What to create. */
export interface SecretsRequest {
  readonly parts: ReadonlyArray<SecretPart>;
  readonly sslMode: SslMode;
  /** Host names and addresses for the server's certificate. */
  readonly hosts: ReadonlyArray<string>;
  readonly now: Date;
  /** Reads the password that `database_url` is built with when it is not created here. */
  readonly readEtlPassword: () => string;
}

/** Contents by file name, and until when the certificate is good if one was made. */
export interface Secrets {
  readonly files: ReadonlyMap<SecretName, string>;
  readonly certificateNotAfter: Date | null;
}

// 256 random bits, in letters that need no quoting anywhere.
const createPassword = (): string => randomBytes(32).toString("base64url");

/** Creates the contents of the secrets files of the parts that are asked for. */
export const createSecrets = ({ parts, sslMode, hosts, now, readEtlPassword }: SecretsRequest): Secrets => {
  const files = new Map<SecretName, string>();
  if (parts.includes("postgres")) files.set("postgres_password", createPassword());
  if (parts.includes("etl")) files.set("etl_password", createPassword());
  if (parts.includes("analyst")) files.set("analyst_password", createPassword());
  if (parts.includes("grafana")) files.set("grafana_admin_password", createPassword());
  if (parts.includes("etl") || parts.includes("url")) {
    files.set("database_url", databaseUrl(files.get("etl_password") ?? readEtlPassword(), sslMode));
  }
  if (!parts.includes("tls")) return { files, certificateNotAfter: null };
  const { authority, certificate, key, notAfter } = createServerCertificate(hosts, now);
  files.set("ca_crt", authority).set("server_crt", certificate).set("server_key", key);
  return { files, certificateNotAfter: notAfter };
};
