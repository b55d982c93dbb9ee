import { readFileSync } from "node:fs";
import type { Socket } from "node:net";
import { Config, Effect, Redacted } from "effect";
import type postgres from "postgres";
import { DatabaseError } from "./errors.ts";
import { type Destination, openSocket } from "./openSocket.ts";

const configuration = Config.all({
  poolSize: Config.withDefault(Config.Int("TRIALFLOW_DATABASE_POOL_SIZE"), 8),
  connectTimeout: Config.withDefault(Config.Int("TRIALFLOW_DATABASE_CONNECT_TIMEOUT_SECONDS"), 15),
  sslRootCert: Config.option(Config.String("TRIALFLOW_DATABASE_SSL_ROOT_CERT")),
});

const invalid = (detail: string, remedy: string) =>
  new DatabaseError({
    operation: "database.configure",
    reason: "InvalidConfiguration",
    sqlState: null,
    detail,
    remedy,
    isRetryable: false,
  });

/** The driver's options. Its types leave `socket` out. */
export type DriverOptions = postgres.Options<Record<string, never>> & {
  readonly socket?: (destination: Destination) => Promise<Socket>;
};

/** libpq's `sslmode` values that Trialflow knows. Absent means `prefer` for this machine and `verify-full` for a named root certificate. */
const sslModes = ["disable", "prefer", "require", "verify-ca", "verify-full"];

/** Reads pool size, time-out and TLS settings from the environment and from libpq's parameters in the URL. */
export const driverOptions = (url: Redacted.Redacted<string>) =>
  Effect.gen(function* () {
    const { poolSize, connectTimeout, sslRootCert } = yield* configuration;
    const parsed = yield* Effect.try({
      try: () => new URL(Redacted.value(url)),
      catch: () => invalid("DATABASE_URL is not a URL", "Expected postgres://user:password@host:port/database."),
    });
    const mode = parsed.searchParams.get("sslmode") ?? (sslRootCert._tag === "Some" ? "verify-full" : "prefer");
    if (!sslModes.includes(mode)) {
      return yield* Effect.fail(
        invalid(`sslmode is "${mode}"`, `Expected one of ${sslModes.join(", ")} in DATABASE_URL.`),
      );
    }
    const rootCert =
      sslRootCert._tag === "Some" ? sslRootCert.value : (parsed.searchParams.get("sslrootcert") ?? undefined);
    const ca =
      rootCert === undefined
        ? undefined
        : yield* Effect.try({
            try: () => readFileSync(rootCert, "utf8"),
            catch: () => invalid(`the root certificate ${rootCert} cannot be read`, "Check its path and rights."),
          });
    const verify = mode === "verify-ca" || mode === "verify-full";
    return {
      max: poolSize,
      connect_timeout: connectTimeout,
      idle_timeout: 0,
      max_lifetime: null,
      onnotice: () => {},
      // The driver's own waits up to 20 s before it tries again; who wants to wait decides that by retrying.
      backoff: (attempts: number) => Math.min(0.05 * 2 ** attempts, 1),
      socket: openSocket(connectTimeout * 1000),
      ssl:
        mode === "disable"
          ? false
          : verify
            ? {
                rejectUnauthorized: true,
                ...(ca === undefined ? {} : { ca }),
                ...(mode === "verify-ca" ? { checkServerIdentity: () => undefined } : {}),
              }
            : mode === "require"
              ? "require"
              : "prefer",
      connection: { application_name: "trialflow", TimeZone: "UTC" },
    } satisfies DriverOptions;
  }).pipe(
    Effect.catchTag("ConfigError", (error) =>
      Effect.fail(invalid(error.message, "Correct the TRIALFLOW_DATABASE_* variable.")),
    ),
  );
