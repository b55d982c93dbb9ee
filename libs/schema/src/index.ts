export * from "./content/currentRejects.ts";
export * from "./content/loadContent.ts";
export * from "./format/index.ts";
export * from "./migrations.ts";
export * from "./roles.ts";
export * from "./tables/index.ts";
export * from "./vocabulary/index.ts";
