import { Data } from "effect";

/** The database refused the SQL of a check: nothing is known about the data. */
export class CheckBroken extends Data.TaggedClass("CheckBroken")<{
  readonly suite: string;
  readonly check: string;
  readonly table: string;
  readonly sqlState: string | null;
  readonly detail: string;
  readonly remedy: string;
}> {
  get message(): string {
    const state = this.sqlState === null ? "" : ` (SQLSTATE ${this.sqlState})`;
    return `The check ${this.check} of suite ${this.suite} could not be executed on ${this.table}: ${this.detail}${state}. A check that cannot run does not pass. ${this.remedy}`;
  }
  get isRetryable(): boolean {
    return false;
  }
}

/** A check counted more failing keys than there are: its query returns keys that the table does not have. */
export class CountsContradict extends Data.TaggedClass("CountsContradict")<{
  readonly suite: string;
  readonly check: string;
  readonly table: string;
  readonly checkedCount: number;
  readonly failedCount: number;
}> {
  get message(): string {
    return `The check ${this.check} of suite ${this.suite} reports ${this.failedCount} failing keys, but ${this.table} has ${this.checkedCount} to check. Correct its query or its key: it must return keys of that table.`;
  }
  get isRetryable(): boolean {
    return false;
  }
}

/** An adjustment names a check that the suite does not have. */
export class UnknownCheck extends Data.TaggedClass("UnknownCheck")<{
  readonly suite: string;
  readonly unknown: ReadonlyArray<string>;
  readonly known: ReadonlyArray<string>;
}> {
  get message(): string {
    return `The suite ${this.suite} has no check ${this.unknown.join(", ")}. It has ${this.known.join(", ")}.`;
  }
  get isRetryable(): boolean {
    return false;
  }
}

/** A report that belongs to no run cannot be recorded in the ledger. */
export class ReportHasNoRun extends Data.TaggedClass("ReportHasNoRun")<{ readonly suite: string }> {
  get message(): string {
    return `The report of suite ${this.suite} belongs to no run, expected a run of the ledger. Give runSuite the run's id.`;
  }
  get isRetryable(): boolean {
    return false;
  }
}

/** All reasons for which checking can fail; broken rules are no failure but the report. */
export type QualityReason = CheckBroken | CountsContradict | UnknownCheck | ReportHasNoRun;
