import { Data } from "effect";

/** Kaggle credentials are configured, but cannot be used as they are. Never holds a value. */
export class CredentialsUnusable extends Data.TaggedClass("CredentialsUnusable")<{
  /** Variable or file that is wrong. */
  readonly where: string;
  /** What was found and what was expected there. */
  readonly problem: string;
}> {
  get message(): string {
    return `The Kaggle credentials in ${this.where} cannot be used: ${this.problem}. Correct them, or remove them to ask anonymously.`;
  }
  get isRetryable(): boolean {
    return false;
  }
}
