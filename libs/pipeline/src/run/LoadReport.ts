import { loadExtents, loadOrigins } from "@trialflow/schema";
import { Schema } from "effect";

/** What became of a file. Each of its rows is counted once: read = new + changed + unchanged + duplicate + rejected. */
export const LoadReport = Schema.Struct({
  file: Schema.String,
  origin: Schema.Literals(loadOrigins),
  uri: Schema.String,
  sha256: Schema.String,
  /**
   * `loaded`: its content is now the source's, or stands in the past where its date says. `unchanged`: it was already.
   * `superseded`: its content was loaded before and a newer load has taken its place. `passed_over`: it was loaded before, never
   * published, and a newer load has taken its place. `reactivated`: it was loaded before and is now the source's content again.
   */
  status: Schema.Literals(["loaded", "unchanged", "superseded", "passed_over", "reactivated"]),
  loadId: Schema.NullOr(Schema.Int),
  snapshotDate: Schema.NullOr(Schema.String),
  extent: Schema.Literals(loadExtents),
  read: Schema.Int,
  new: Schema.Int,
  changed: Schema.Int,
  unchanged: Schema.Int,
  duplicate: Schema.Int,
  rejected: Schema.Int,
  vanished: Schema.Int,
  /** The way of the rows into the database: the file's bytes through COPY, or parsed by fast-csv. Null: bytes that are known need none. */
  lane: Schema.optionalKey(Schema.NullOr(Schema.Literals(["copy", "parser"]))),
});
export type LoadReport = typeof LoadReport.Type;
