export { acquireServer, type EmbeddedServer } from "./acquireServer.ts";
export { EmbeddedPostgres } from "./EmbeddedPostgres.ts";
export { EmbeddedPostgresError, type EmbeddedPostgresOperation } from "./EmbeddedPostgresError.ts";
export type { EmbeddedPostgresReason } from "./EmbeddedPostgresReason.ts";
export type { EmbeddedServerOptions } from "./EmbeddedServerOptions.ts";
export { type EmbeddedServerStatus, serverStatus } from "./serverStatus.ts";
export { type StopOptions, stopServer } from "./stopServer.ts";
