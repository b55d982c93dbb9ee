import { Context } from "effect";

/** This scheduler, as the ledger names it. */
export class Runner extends Context.Service<Runner, { readonly name: string }>()("@trialflow/scheduler/Runner") {}
