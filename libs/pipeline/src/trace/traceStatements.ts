import type { Db } from "@trialflow/database";
import {
  loads,
  publications,
  rawCtgovLegacyCsv,
  rawCtgovLegacyCsvRows,
  rejects,
  runs,
  trials,
} from "@trialflow/schema";
import { and, asc, eq, ilike, inArray, or, sql } from "drizzle-orm";
import type { EntryTable } from "./traceFields.ts";

const placeColumns = {
  recordId: rawCtgovLegacyCsvRows.record_id,
  loadId: rawCtgovLegacyCsvRows.load_id,
  rowNumber: rawCtgovLegacyCsvRows.row_number,
  lineNumber: rawCtgovLegacyCsvRows.line_number,
  disposition: rawCtgovLegacyCsvRows.disposition,
  rank: rawCtgovLegacyCsvRows.rank,
  /** From when on the load counts, when it counted last; null: it was never published. */
  publishedFrom: sql<Date | null>`(select max(${publications.valid_from}) from ${publications}
    where ${publications.load_id} = ${loads.load_id})`.mapWith(publications.valid_from),
};

const places = (db: Db) =>
  db
    .select(placeColumns)
    .from(rawCtgovLegacyCsv)
    .innerJoin(rawCtgovLegacyCsvRows, eq(rawCtgovLegacyCsvRows.record_id, rawCtgovLegacyCsv._record_id))
    .innerJoin(loads, eq(loads.load_id, rawCtgovLegacyCsvRows.load_id));

/** Selects where the versions of a trial's record stood. Grain: one row per row of a file. */
export const placesOfTrial = (db: Db, nctId: string) => places(db).where(eq(rawCtgovLegacyCsv.nct_number, nctId));

/** Selects where record versions stood. Grain: one row per row of a file. */
export const placesOfRecords = (db: Db, recordIds: ReadonlyArray<number>) =>
  places(db).where(inArray(rawCtgovLegacyCsv._record_id, [...recordIds]));

/** A row of a file in which a version of a trial's record stood. */
export type RowPlace = Awaited<ReturnType<typeof placesOfTrial>>[number];

/** Selects one record version. */
export const recordById = (db: Db, recordId: number) =>
  db.select().from(rawCtgovLegacyCsv).where(eq(rawCtgovLegacyCsv._record_id, recordId));

/** Selects a load and the run that made it. */
export const loadById = (db: Db, loadId: number) =>
  db
    .select({ load: loads, run: runs })
    .from(loads)
    .innerJoin(runs, eq(runs.run_id, loads.run_id))
    .where(eq(loads.load_id, loadId));

const rejectsWithFile = (db: Db) =>
  db
    .select({ reject: rejects, fileName: loads.file_name })
    .from(rejects)
    .innerJoin(loads, eq(loads.load_id, rejects.load_id));

/** Selects what was set aside of record versions, in the order of the files. */
export const rejectsOfRecords = (db: Db, recordIds: ReadonlyArray<number>) =>
  rejectsWithFile(db)
    .where(inArray(rejects.record_id, [...recordIds]))
    .orderBy(asc(rejects.reject_id));

/** Selects rows set aside in whose text a number stands: those that could not be read, or not be told whose they are. */
export const rejectsNaming = (db: Db, nctId: string, limit: number) =>
  rejectsWithFile(db)
    .where(
      and(
        or(eq(rejects.scope, "file_row"), eq(rejects.reason_code, "invalid_nct_id")),
        ilike(rejects.raw_text, `%${nctId}%`),
      ),
    )
    .orderBy(asc(rejects.reject_id))
    .limit(limit);

/** Selects the entries of a list of a trial, in the source's order. */
export const entriesOf = (db: Db, table: EntryTable, nctId: string) =>
  db.select().from(table).where(eq(table.nct_id, nctId)).orderBy(asc(table.position));

/** Selects those of some trial numbers that are published. */
export const publishedAmong = (db: Db, nctIds: ReadonlyArray<string>) =>
  db
    .select({ nctId: trials.nct_id })
    .from(trials)
    .where(inArray(trials.nct_id, [...nctIds]))
    .orderBy(asc(trials.nct_id));
