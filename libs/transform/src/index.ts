export * from "./crosswalk/index.ts";
export * from "./decode/index.ts";
export * from "./parse/index.ts";
export { countPublishedRows, type PublishReport, publishedTables, publishStaging } from "./publish/publishStaging.ts";
export { stagedTables } from "./stage/stagedTables.ts";
export { type StageReport, type StageRequest, stageLoad } from "./stage/stageLoad.ts";
