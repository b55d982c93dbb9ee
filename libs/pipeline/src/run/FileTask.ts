import { Schema } from "effect";
import { IngestFile } from "./IngestFile.ts";
import { RunOrder } from "./RunOrder.ts";

/** One file of a run, with its place in it: a reference, never its rows. */
export const FileTask = Schema.Struct({
  order: RunOrder,
  index: Schema.Int,
  isLast: Schema.Boolean,
  file: IngestFile,
});
export type FileTask = typeof FileTask.Type;
