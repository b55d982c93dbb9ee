import type { CopyTarget } from "@trialflow/database";
import type { Effect } from "effect";
import type { ArchivedFile } from "../archive/ArchivedFile.ts";
import type { ReadTotals } from "../read/Reading.ts";
import type { SniffedFile } from "../read/sniffFile.ts";
import type { PreviousContent } from "./PreviousContent.ts";
import type { JudgedRows } from "./RowJudge.ts";

/** The way of a file into the landing table: its bytes through COPY, or its cells through fast-csv. */
export type Lane = "copy" | "parser";

/** What a lane lands. */
export interface LaneOptions {
  readonly file: ArchivedFile;
  readonly sniffed: SniffedFile;
  /** The content that the file follows: rows of its versions are settled, see `isSettled`, and not landed. */
  readonly previous: PreviousContent;
  /** The load, and the table that takes its settled rows. */
  readonly loadId: number;
  readonly rows: Omit<CopyTarget, "columns">;
  /** A row that is not known has this number and that of the row as its record id. */
  readonly firstId: number;
  /** Hears how many rows have been read so far. */
  readonly onRows: (rows: number) => Effect.Effect<void>;
}

/** What a lane found: the totals of its reading, and what its rows have shown. */
export interface LandedRows {
  readonly totals: ReadTotals;
  readonly judged: JudgedRows;
}
