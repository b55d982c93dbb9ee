export { type PurgeOptions, purge } from "./purge.ts";
export {
  type RetentionPolicy,
  type RetentionSubject,
  retentionPolicy,
  retentionVariables,
} from "./RetentionPolicy.ts";
export type { KeptData, KeptFile, RetentionOutcome, RetentionReport } from "./RetentionReport.ts";
export { retentionActs } from "./recordPurge.ts";
