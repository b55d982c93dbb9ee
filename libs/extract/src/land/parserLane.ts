import { type CopyValue, Database, type DatabaseError } from "@trialflow/database";
import { ctgovLegacyCsv } from "@trialflow/schema";
import { Effect, Stream } from "effect";
import type { ExtractError } from "../errors.ts";
import type { RowBatchItem } from "../read/RowBatchItem.ts";
import { readRows } from "../read/readRows.ts";
import { copyInTurns, type Piece } from "./copyInTurns.ts";
import type { LandedRows, LaneOptions } from "./LaneOptions.ts";
import { landingTarget } from "./landing.ts";
import { judgeItem, landingColumns, landingRow } from "./landingRow.ts";
import { isSettled, RowJudge } from "./RowJudge.ts";
import { rankColumn, rankPlace, settledColumns } from "./settledRow.ts";

type Rows = ReadonlyArray<ReadonlyArray<CopyValue>>;

/**
 * Lands a file of any dialect: fast-csv parses the cells, and the rows are written anew for COPY.
 *
 * Memory   some batches of rows
 */
export const parserLane = ({
  file,
  previous,
  loadId,
  rows,
  firstId,
  onRows,
}: LaneOptions): Effect.Effect<LandedRows, ExtractError | DatabaseError, Database> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const reading = yield* readRows(file, ctgovLegacyCsv);
    const judge = new RowJudge(previous);
    const piecesOf = (batch: ReadonlyArray<RowBatchItem>): ReadonlyArray<Piece<Rows>> => {
      const landed: Array<ReadonlyArray<CopyValue>> = [];
      const settled: Array<ReadonlyArray<CopyValue>> = [];
      for (const item of batch) {
        const judged = judgeItem(item, judge);
        const { judgement } = judged;
        if (judgement !== null && isSettled(judgement)) {
          const { rowNumber, lineNumber, cells } = judged.item;
          settled.push([loadId, rowNumber, lineNumber, judgement.knownId, "unchanged", cells[rankPlace] ?? null]);
        } else {
          landed.push(landingRow(judged, firstId));
        }
      }
      const pieces: ReadonlyArray<Piece<Rows>> = [
        { into: "landing", content: landed },
        { into: "rows", content: settled },
      ];
      return pieces.filter(({ content }) => content.length > 0);
    };
    const targets = {
      landing: landingTarget(landingColumns),
      rows: { ...rows, columns: [...settledColumns, rankColumn] },
    };
    let rowsSoFar = 0;
    yield* copyInTurns(
      reading.rows.pipe(
        Stream.tap((batch) => {
          rowsSoFar += batch.length;
          return onRows(rowsSoFar);
        }),
        Stream.map(piecesOf),
        Stream.flattenIterable,
      ),
      (into, contents) => database.copyRows("load.copy", targets[into], contents),
    );
    return { totals: yield* reading.totals, judged: judge.result };
  });
