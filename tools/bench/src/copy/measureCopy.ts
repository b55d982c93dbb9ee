import { fieldValue, readHeader, splitFields } from "@trialflow/sample";
import { interruption } from "../interruption.ts";
import type { BenchServer } from "../measure/BenchServer.ts";
import { watchServerMemory } from "../measure/serverMemory.ts";
import type { Reading } from "../result/measuresOf.ts";
import { growth, readings, speed } from "../result/readingsOf.ts";
import type { SubjectFiles } from "../subject/Subject.ts";
import { type Copier, copyFile } from "./copyFile.ts";
import { copyTarget, createTargetSql } from "./copyStatements.ts";

const headerOf = async (path: string): Promise<ReadonlyArray<string>> => {
  const header = Buffer.from(await readHeader(path), "latin1")
    .toString("utf8")
    .replace(/^\uFEFF/, "");
  return splitFields(header).fields.map(fieldValue);
};

/** What COPY took, for the ratio, and all that was measured of it. */
export interface CopyMeasurement {
  /** Null when the server refused the file. */
  readonly wallMs: number | null;
  /** What it said then. */
  readonly refusal: string | null;
  readonly readings: ReadonlyArray<Reading>;
}

/**
 * Measures COPY of the same file into a logged table with the file's columns, all text, on the same server: the least that a load can take.
 *
 * Writes   a table that is there before COPY begins and is dropped afterwards, followed by a checkpoint: nothing of it is left to be written
 *          while the load is measured
 * Errors   throws when the server holds another number of rows than the file
 */
export const measureCopy = async (
  server: BenchServer,
  subject: SubjectFiles,
  copier: Copier,
): Promise<CopyMeasurement> => {
  for (const statement of createTargetSql(await headerOf(subject.path))) await server.rows(statement);
  await server.rows("checkpoint");
  const before = await server.figures();
  const stopWatching = watchServerMemory(server.home);
  const [copied] = await Promise.allSettled([copyFile(copier, server, subject.path)]);
  const serverPeakBytes = stopWatching();
  if (copied.status === "rejected") {
    interruption.signal.throwIfAborted();
    await server.rows(`drop table ${copyTarget}`);
    return { wallMs: null, refusal: String(copied.reason), readings: readings(copier, { wallMs: null }) };
  }
  const wallMs = copied.value;
  const { walBytes, databaseBytes } = growth({ before, after: await server.figures() });
  const [[count] = []] = await server.rows(`select count(*) from ${copyTarget}`);
  if (Number(count) !== subject.rows) throw new Error(`COPY gave ${count} rows, expected the file's ${subject.rows}.`);
  await server.rows(`drop table ${copyTarget}`);
  await server.rows("checkpoint");
  return {
    wallMs,
    refusal: null,
    readings: readings(copier, { wallMs, ...speed(subject, wallMs), serverPeakBytes, databaseBytes, walBytes }),
  };
};
