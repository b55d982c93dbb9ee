import type { DatabaseInfo } from "@trialflow/database";
import type { RunLedger } from "../ledger/RunLedger.ts";

/** What events are made from. */
export interface LineageContext {
  /** Of the jobs. */
  readonly namespace: string;
  readonly info: DatabaseInfo;
  readonly ledger: RunLedger;
}
