import { existsSync } from "node:fs";
import { join } from "node:path";
import { copyTable, Database, type DatabaseError } from "@trialflow/database";
import { ctgovLegacyCsv, rawCtgovLegacyCsv } from "@trialflow/schema";
import {
  decodeHere,
  decodeInThreads,
  decodeTrial,
  type MakePageDecoder,
  stagedTables,
  stageLoad,
  type TransformError,
} from "@trialflow/transform";
import { asc, sql } from "drizzle-orm";
import { Effect, Stream } from "effect";
import { describe, expect, test } from "vitest";
import { nastyTrials } from "../support/nastyTrials.ts";
import { csv, trial } from "../support/trialCsv.ts";
import { writeInput } from "../support/warehouse.ts";
import { createTestPipeline, registryData, type TestPipeline } from "../testPipeline.ts";

const kaggle = join(registryData, "kaggle/COVID clinical trials.csv");
if (!existsSync(kaggle)) console.log(`skipped in part: ${kaggle} is not there`);

interface Reject {
  readonly reject_id: string;
  /** Trial, field, position and reason. */
  readonly place: string;
  readonly text: string;
}

interface Staged {
  readonly tables: ReadonlyArray<string>;
  readonly rejects: ReadonlyArray<Reject>;
}

/** What stands in staging and the quarantine now; the rows of a table in any order, the rejects in that of their numbers. */
const readStaged = Effect.gen(function* () {
  const database = yield* Database;
  const tables = yield* Effect.forEach(stagedTables, (table) =>
    Effect.map(
      database.query("test.read", (db) =>
        db.execute<{ text: string }>(
          sql`select count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\n' order by t::text collate "C")), '') as text from ${table} t`,
        ),
      ),
      ([row]) => row?.text ?? "",
    ),
  );
  const rejects = yield* database.query("test.read", (db) =>
    db.execute<{ reject_id: string; place: string; text: string }>(sql`
      select reject_id::text, concat_ws(' ', nct_id, field, coalesce(position::text, ''), reason_code) as place, row(load_id, scope, record_id, nct_id, row_number, line_number, field, position, reason_code, detail,
        raw_text, raw_bytes, is_raw_text_complete, rule_version)::text as text
      from ops.rejects order by rejects.reject_id`),
  );
  return { tables, rejects: rejects.map(({ reject_id, place, text }) => ({ reject_id, place, text })) };
});

/** Does something in a transaction that nothing remains of; what then stood in staging. */
const tried = (pipeline: TestPipeline, effect: Effect.Effect<unknown, DatabaseError | TransformError, Database>) =>
  pipeline.run(
    Effect.gen(function* () {
      const database = yield* Database;
      const staged = yield* database
        .transaction(
          { operation: "test" },
          Effect.andThen(
            effect,
            Effect.flatMap(readStaged, (staged) => Effect.fail({ staged })),
          ),
        )
        .pipe(Effect.catch((failure) => ("staged" in failure ? Effect.succeed(failure.staged) : Effect.fail(failure))));
      return staged as Staged;
    }),
  );

const staging = (
  pipeline: TestPipeline,
  runId: string,
  makeDecoder: MakePageDecoder<TransformError>,
  pageSize: number,
) => tried(pipeline, stageLoad({ runId, loadId: 1, onRows: () => Effect.void, pageSize }, makeDecoder));

/** What decoding gives, record by record, written row by row through Drizzle's columns. */
const decodedOneByOne = Effect.gen(function* () {
  const database = yield* Database;
  const records = yield* database.query("test.read", (db) =>
    db.select().from(rawCtgovLegacyCsv).orderBy(asc(rawCtgovLegacyCsv._record_id)),
  );
  const outcomes = records.map((record) => ({ record, ...decodeTrial(record, record._record_id) }));
  const trials = outcomes.flatMap(({ trial }) => (trial === null ? [] : [trial]));
  const lists = trials.map(
    ({ trial, ...rest }) => [[trial], ...Object.values(rest)] as ReadonlyArray<ReadonlyArray<object>>,
  );
  for (const [index, table] of stagedTables.entries()) {
    yield* copyTable(table, Stream.succeed(lists.flatMap((list) => list[index] ?? []) as never));
  }
  return outcomes.flatMap(({ record, problems }) =>
    problems.map(({ field, position, reason }) => `${record.nct_number} ${field} ${position ?? ""} ${reason}`),
  );
});

const files = {
  ...(existsSync(kaggle) ? { "the published COVID-19 dataset": () => kaggle } : {}),
  "records of characters that break formats": (pipeline: TestPipeline) =>
    writeInput(pipeline, "nasty.csv", csv([...nastyTrials(300, 20_200_920), trial(301, { title: "" })])),
  "records without the optional columns": (pipeline: TestPipeline) =>
    writeInput(
      pipeline,
      "few-columns.csv",
      csv(nastyTrials(60, 7), {
        columns: ctgovLegacyCsv.columnNames.filter(
          (name) => ctgovLegacyCsv.columns[name].isRequired || name === "phases",
        ),
      }),
    ),
};

for (const [what, fileOf] of Object.entries(files)) {
  describe(what, () => {
    test("come into staging the same wherever and in whatever pages they are decoded", {
      timeout: 240_000,
    }, async () => {
      const pipeline = await createTestPipeline();
      const { runId } = await pipeline.ingest([fileOf(pipeline)], ["load"]);
      let expectedRejects: ReadonlyArray<string> = [];
      const oneByOne = await tried(
        pipeline,
        Effect.map(decodedOneByOne, (found) => {
          expectedRejects = found;
        }),
      );
      const here = await staging(pipeline, runId, decodeHere, 1000);
      expect(here.tables).toEqual(oneByOne.tables);
      expect(here.tables[0]).not.toMatch(/^0 /);
      const last = oneByOne.rejects.length;
      expect(here.rejects.slice(0, last)).toEqual(oneByOne.rejects);
      expect(here.rejects.slice(last).map(({ reject_id, place }) => [Number(reject_id), place])).toEqual(
        expectedRejects.map((place, index) => [last + 1 + index, place]),
      );

      expect(await staging(pipeline, runId, decodeHere, 1)).toEqual(here);
      expect(await staging(pipeline, runId, decodeInThreads(1), 100)).toEqual(here);
      expect(await staging(pipeline, runId, decodeInThreads(2), 7)).toEqual(here);
    });
  });
}
