export * from "./format/index.ts";
export * from "./migrations.ts";
export * from "./roles.ts";
export * from "./tables/index.ts";
export * from "./vocabulary/index.ts";
