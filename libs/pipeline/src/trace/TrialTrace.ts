import type { TextPlace } from "@trialflow/extract";
import type { rejects, rowDispositions } from "@trialflow/schema";

/**
 * How the traced record stands. `published`: analytics shows it. `superseded`: analytics shows another version of the trial.
 * `vanished`: it was published, and the registry no longer lists the trial. `unpublished`: it is loaded and waits for the gate.
 * `set_aside`: the row was rejected as a whole. `unreadable`: the number stands in rows that could not be read at all.
 */
export type TraceStatus = "published" | "superseded" | "vanished" | "unpublished" | "set_aside" | "unreadable";

/** Where a row stands in a loaded file, as the ledger says. */
export interface TracePlace {
  readonly loadId: number;
  readonly source: string;
  readonly fileName: string;
  readonly uri: string;
  readonly sha256: string;
  /** The date of the snapshot; null when the file has none. */
  readonly snapshotDate: string | null;
  readonly snapshotAt: Date;
  /** Null: the load was never published. */
  readonly publishedAt: Date | null;
  readonly rowNumber: number;
  readonly lineNumber: number;
  readonly disposition: (typeof rowDispositions)[number] | null;
  readonly encoding: string;
  readonly delimiter: string;
}

/** The run that loaded a file: when, what and who. */
export interface TraceRun {
  readonly runId: string;
  readonly program: string;
  readonly programVersion: string;
  readonly osUser: string;
  readonly host: string;
  readonly startedAt: Date;
  readonly loadedAt: Date;
}

/**
 * What the archived file says. `verified`: the record stands there and each of its cells is what raw has. `damaged`: something
 * else stands there. `unread`: the system refused to read it.
 */
export interface TraceArchive {
  readonly path: string;
  readonly status: "verified" | "missing" | "damaged" | "unread";
  readonly detail: string;
}

/** Something of the trial that was set aside. */
export interface TraceReject {
  readonly scope: (typeof rejects.$inferSelect)["scope"];
  readonly recordId: number | null;
  readonly loadId: number;
  readonly fileName: string;
  readonly rowNumber: number;
  readonly lineNumber: number;
  /** The raw column; null for a row. */
  readonly field: string | null;
  /** The entry of a list; null for a field as a whole. */
  readonly position: number | null;
  readonly reason: string;
  readonly detail: string;
  readonly rawText: string;
  readonly ruleVersion: string;
  readonly runId: string;
  readonly rejectedAt: Date;
}

/** A cell of the file from which a value comes. */
export interface TraceSource {
  readonly rawColumn: string;
  /** Number of the column in the file, from 1, and its heading there; null: the file lacks the column. */
  readonly columnNumber: number | null;
  readonly header: string | null;
  /** The text of the cell, or of one entry of it; null: the file lacks the column, or the list the entry. */
  readonly rawText: string | null;
  /** The whole cell to the letter, quotes included; null when the archived file was not verified. */
  readonly fileText: string | null;
  /** Where the text begins in the file; null when the archived file was not verified. */
  readonly place: TextPlace | null;
}

/** A cell of a table: its value, and where it stands. Null values are NULL. */
export interface TraceCell {
  readonly relation: string;
  readonly value: unknown;
}

/** A value with the way that it came. */
export interface TracedField {
  /** `start_date`; `locations` for a list; `locations.3` for an entry. */
  readonly field: string;
  readonly kind: "column" | "list" | "entry";
  /** Null where no row of analytics, or of staging, came from this record. */
  readonly analytics: TraceCell | null;
  readonly staging: TraceCell | null;
  readonly sources: ReadonlyArray<TraceSource>;
  readonly rule: string;
  readonly onProblem: "reject_row" | "reject_field";
  readonly whenEmpty: "problem" | "null";
  /** What of its source cells was set aside by these rules. */
  readonly rejects: ReadonlyArray<TraceReject>;
  /** The entries of a list with their own places; empty for other fields. */
  readonly entries: ReadonlyArray<TracedField>;
}

/** The way of a trial's values from analytics back to a file. */
export interface TrialTrace {
  readonly nctId: string;
  readonly title: string | null;
  readonly status: TraceStatus;
  /** Null only for an unreadable row. */
  readonly recordId: number | null;
  /** Rules by which the record was decoded; null when it was not. */
  readonly ruleVersion: string | null;
  readonly place: TracePlace;
  /** Physical lines that the record covers and its offset in bytes; null when the archived file was not verified. */
  readonly extent: { readonly lineCount: number; readonly byteOffset: number } | null;
  /** Other loads that had the same version of the record. */
  readonly otherLoads: ReadonlyArray<number>;
  /** A newer load with another version of the trial that is not published; null when there is none. */
  readonly newerLoad: number | null;
  readonly run: TraceRun;
  readonly archive: TraceArchive;
  /** Rows of the trial that were set aside as a whole. */
  readonly setAside: ReadonlyArray<TraceReject>;
  readonly fields: ReadonlyArray<TracedField>;
}
