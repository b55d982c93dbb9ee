import { Context } from "effect";

/** Who runs what: written into the ledger and the audit log with every act. */
export interface ProgramShape {
  /** The command that was given, for example `run`. */
  readonly name: string;
  readonly version: string;
  readonly osUser: string;
  readonly host: string;
}

/** The running program. Provided once by each app. */
export class Program extends Context.Service<Program, ProgramShape>()("@trialflow/pipeline/Program") {}
