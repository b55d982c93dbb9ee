import { Database, type DatabaseError } from "@trialflow/database";
import { ctgovLegacyCsv } from "@trialflow/schema";
import { Effect, Stream } from "effect";
import type { ExtractError } from "../errors.ts";
import type { ReadTotals } from "../read/Reading.ts";
import { readRows } from "../read/readRows.ts";
import type { LaneOptions } from "./LaneOptions.ts";
import { landingTarget } from "./landing.ts";
import { landingColumns, landingRow } from "./landingRow.ts";
import { SeenTrials } from "./SeenTrials.ts";

/**
 * Lands a file of any dialect: fast-csv parses the cells, and the rows are written anew for COPY.
 *
 * Memory   some batches of rows
 */
export const parserLane = ({
  file,
  known,
  firstId,
  onRows,
}: LaneOptions): Effect.Effect<ReadTotals, ExtractError | DatabaseError, Database> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const reading = yield* readRows(file, ctgovLegacyCsv);
    const context = { known, firstId, seen: new SeenTrials() };
    let rowsSoFar = 0;
    yield* database.copyRows(
      "load.copy",
      landingTarget(landingColumns),
      reading.rows.pipe(
        Stream.tap((batch) => {
          rowsSoFar += batch.length;
          return onRows(rowsSoFar);
        }),
        Stream.map((batch) => batch.map((item) => landingRow(item, context))),
      ),
    );
    return yield* reading.totals;
  });
