import type { DatabaseError } from "@trialflow/database";
import { Data } from "effect";

const advice: Readonly<Record<string, string>> = {
  "25006": "`trialflow sql` only reads.",
  "42501": "`trialflow db roles` lists what each role may do.",
  "42P01":
    '`trialflow sql "select table_schema, table_name from information_schema.tables"` lists the tables; before the first `trialflow run` there are none.',
  "22023": "The roles are created by `trialflow db migrate`.",
};

/** Fails a statement that a user typed: what the database says about it, its code, and what may help. */
export class SqlFailedError extends Data.TaggedError("SqlFailedError")<{ readonly error: DatabaseError }> {
  override get message(): string {
    const { detail, sqlState } = this.error;
    const hint = detail.includes("multiple commands")
      ? "Give one statement at a time."
      : (advice[sqlState ?? ""] ?? "");
    return `${detail} (SQLSTATE ${sqlState}). ${hint}`.trim();
  }
}
