import { Context, Layer } from "effect";
import { acquireServer, type EmbeddedServer } from "./acquireServer.ts";
import type { EmbeddedServerOptions } from "./EmbeddedServerOptions.ts";

/** Provides a running embedded PostgreSQL server for as long as the layer lives. */
export class EmbeddedPostgres extends Context.Service<EmbeddedPostgres, EmbeddedServer>()(
  "@trialflow/database/EmbeddedPostgres",
) {
  /** Starts or joins the server of a home; see {@link acquireServer}. */
  static readonly layer = (options: EmbeddedServerOptions) => Layer.effect(this, acquireServer(options));
}
