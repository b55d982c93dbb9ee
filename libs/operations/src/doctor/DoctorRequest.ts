import type { Effect } from "effect";

/** A part of the configuration, and how it is read. */
export interface ConfiguredPart {
  readonly name: string;
  readonly read: Effect.Effect<unknown, unknown>;
}

/** What the doctor is told about the program that calls it. */
export interface DoctorRequest {
  /** All environment variables, to find those that nobody knows. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly programVersion: string;
  /** For example `22.19.0`. */
  readonly nodeVersion: string;
  /** Parts of the configuration beside those that the libraries below read. */
  readonly configured?: ReadonlyArray<ConfiguredPart>;
  /** Gives the text of an error for people; its message, unless stated. */
  readonly describeError?: (error: unknown) => string;
}
