import type { Effect } from "effect";
import type { ArchivedFile } from "../archive/ArchivedFile.ts";
import type { SniffedFile } from "../read/sniffFile.ts";
import type { KnownVersions } from "./KnownVersions.ts";

/** The way of a file into the landing table: its bytes through COPY, or its cells through fast-csv. */
export type Lane = "copy" | "parser";

/** What a lane lands. */
export interface LaneOptions {
  readonly file: ArchivedFile;
  readonly sniffed: SniffedFile;
  /** The versions of which no cells are to be landed. */
  readonly known: KnownVersions;
  /** A row that is not known has this number and that of the row as its record id. */
  readonly firstId: number;
  /** Hears how many rows have been read so far. */
  readonly onRows: (rows: number) => Effect.Effect<void>;
}
