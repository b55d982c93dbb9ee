import { Database, DatabaseError } from "@trialflow/database";
import { sql } from "drizzle-orm";
import { Effect } from "effect";
import type { ExtractError } from "../errors.ts";
import type { SniffedFile } from "../read/sniffFile.ts";
import { copyLane } from "./copyLane.ts";
import type { LandedRows, Lane, LaneOptions } from "./LaneOptions.ts";
import { parserLane } from "./parserLane.ts";

/** What became of a file's rows: the lane that they took and what it found. */
export interface Landed extends LandedRows {
  readonly lane: Lane;
}

/** Chooses the lane of a file by its first bytes: COPY takes UTF-8 whose records end with LF or CRLF. */
export const laneOf = ({ dialect, syntax }: SniffedFile): Lane =>
  dialect.encoding === "utf-8" && !syntax.isCarriageReturnBreak ? "copy" : "parser";

/** Data that COPY refuses: another reader may take them. Whatever else fails would fail again. */
const isRefusedData = (error: ExtractError | DatabaseError): boolean =>
  error instanceof DatabaseError && error.sqlState?.startsWith("22") === true;

/**
 * Makes the landing table and fills it with a file's rows, in the current transaction. Both lanes land the same rows with the same numbers and hashes;
 * what COPY refuses is landed by the parser, from the beginning.
 *
 * Errors   those of the reader for a file that cannot be read as a whole, {@link DatabaseError}
 */
export const landFile = (
  options: LaneOptions,
  create: Effect.Effect<void, DatabaseError, Database>,
  lane: Lane = laneOf(options.sniffed),
): Effect.Effect<Landed, ExtractError | DatabaseError, Database> => {
  const parsed = Effect.andThen(
    create,
    Effect.map(parserLane(options), (landed): Landed => ({ lane: "parser", ...landed })),
  );
  if (lane === "parser") return parsed;
  return Effect.gen(function* () {
    const database = yield* Database;
    const control = (statement: string) => database.query("load.lane", (db) => db.execute(sql.raw(statement)));
    yield* control("savepoint trialflow_lane");
    const landed = yield* Effect.andThen(create, copyLane(options)).pipe(
      Effect.catchIf(isRefusedData, (refused) =>
        Effect.logWarning("COPY refused the file's bytes; it is parsed instead", refused).pipe(
          Effect.andThen(control("rollback to savepoint trialflow_lane")),
          Effect.as(null),
        ),
      ),
    );
    yield* control("release savepoint trialflow_lane");
    return landed === null ? yield* parsed : ({ lane: "copy", ...landed } as const);
  });
};
