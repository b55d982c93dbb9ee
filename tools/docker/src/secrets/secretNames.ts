/** The parts that can be generated alone, and the files of each in `docker/secrets`. */
export const secretParts = {
  postgres: ["postgres_password"],
  etl: ["etl_password", "database_url"],
  analyst: ["analyst_password"],
  url: ["database_url"],
  tls: ["ca_crt", "server_crt", "server_key"],
  grafana: ["grafana_admin_password"],
} as const;

export type SecretPart = keyof typeof secretParts;
export type SecretName = (typeof secretParts)[SecretPart][number];

/** What is generated when no part is named: everything, each file once. */
export const defaultParts: ReadonlyArray<SecretPart> = ["postgres", "etl", "analyst", "tls", "grafana"];

/** Lists the files of the given parts. */
export const namesOf = (parts: ReadonlyArray<SecretPart>): ReadonlyArray<SecretName> => [
  ...new Set(parts.flatMap((part): ReadonlyArray<SecretName> => secretParts[part])),
];
