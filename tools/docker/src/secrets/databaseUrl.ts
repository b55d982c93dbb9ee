/** libpq's ways of using TLS, from none to a full check of certificate and host name. */
export const sslModes = ["disable", "prefer", "require", "verify-ca", "verify-full"] as const;
export type SslMode = (typeof sslModes)[number];

/** Builds the program's connection URL: user `etl`, server and database as in docker-compose.yml. */
export const databaseUrl = (password: string, sslMode: SslMode): string =>
  `postgres://etl:${encodeURIComponent(password)}@database:5432/trialflow?sslmode=${sslMode}`;
