import { Effect, type Redacted } from "effect";
import { driverOptions } from "./driverOptions.ts";
import type { DatabaseError } from "./errors.ts";

/** How another client of this server connects with the settings of this one. */
export interface ClientOptions {
  readonly url: Redacted.Redacted<string>;
  /** TLS as Node's `tls.connect` takes it; `prefer` encrypts where the server can, without verification. */
  readonly tls: boolean | "prefer" | { readonly rejectUnauthorized: boolean; readonly ca?: string };
}

/** Reads how the engine of the schedulers, which has a client of its own, is to connect. */
export const clientOptions = (url: Redacted.Redacted<string>): Effect.Effect<ClientOptions, DatabaseError> =>
  Effect.map(driverOptions(url), ({ ssl }) => ({
    url,
    tls: ssl === "require" ? { rejectUnauthorized: false } : ssl,
  }));
