import { Context } from "effect";

/** Where this scheduler can be reached by the others; null for one that works alone. */
export interface RunnerAddress {
  readonly host: string;
  readonly port: number;
}

/** This scheduler, as the ledger names it. */
export class Runner extends Context.Service<
  Runner,
  {
    readonly name: string;
    readonly address: RunnerAddress | null;
  }
>()("@trialflow/scheduler/Runner") {}
