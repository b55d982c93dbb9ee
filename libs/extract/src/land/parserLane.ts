import { Database, type DatabaseError } from "@trialflow/database";
import { ctgovLegacyCsv } from "@trialflow/schema";
import { Effect, Stream } from "effect";
import type { ExtractError } from "../errors.ts";
import { readRows } from "../read/readRows.ts";
import type { LandedRows, LaneOptions } from "./LaneOptions.ts";
import { landingTarget } from "./landing.ts";
import { landingColumns, landingRow } from "./landingRow.ts";
import { RowJudge } from "./RowJudge.ts";

/**
 * Lands a file of any dialect: fast-csv parses the cells, and the rows are written anew for COPY.
 *
 * Memory   some batches of rows
 */
export const parserLane = ({
  file,
  previous,
  firstId,
  onRows,
}: LaneOptions): Effect.Effect<LandedRows, ExtractError | DatabaseError, Database> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const reading = yield* readRows(file, ctgovLegacyCsv);
    const judge = new RowJudge(previous);
    let rowsSoFar = 0;
    yield* database.copyRows(
      "load.copy",
      landingTarget(landingColumns),
      reading.rows.pipe(
        Stream.tap((batch) => {
          rowsSoFar += batch.length;
          return onRows(rowsSoFar);
        }),
        Stream.map((batch) => batch.map((item) => landingRow(item, firstId, judge))),
      ),
    );
    return { totals: yield* reading.totals, judged: judge.result };
  });
