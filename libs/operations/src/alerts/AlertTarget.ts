import type { Duration, Redacted } from "effect";

/** Where alerts go: a webhook that takes Slack's format. */
export interface AlertTarget {
  /** By this name a schedule's `alerts` mean it. */
  readonly name: string;
  /** Whoever knows the address may write there. */
  readonly url: Redacted.Redacted<string>;
}

/** Where alerts go, and how often people are reminded of those that last. */
export interface AlertSettings {
  readonly targets: ReadonlyArray<AlertTarget>;
  /** Null: never. */
  readonly reminderInterval: Duration.Duration | null;
}
