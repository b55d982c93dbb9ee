import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Database } from "@trialflow/database";
import { ctgovLegacyCsv, rawCtgovLegacyCsvRows } from "@trialflow/schema";
import { getTableName, sql } from "drizzle-orm";
import { Effect } from "effect";
import { archiveFile } from "../../src/archive/archiveFile.ts";
import type { Lane } from "../../src/land/LaneOptions.ts";
import { landFile } from "../../src/land/landFile.ts";
import { createLanding, landing } from "../../src/land/landing.ts";
import { PreviousContent } from "../../src/land/PreviousContent.ts";
import { asOwner } from "../../src/load/blocks.ts";
import { sniffArchived } from "../../src/read/Reading.ts";
import { temporaryFolder } from "../temporaryFolder.ts";

/** What a lane made of a file: the rows of the landing table and those that are settled in their order, the totals, or the name of the reader's reason. */
export interface LaneOutcome {
  readonly lane: Lane | null;
  readonly rows: ReadonlyArray<Record<string, unknown>>;
  readonly settled: ReadonlyArray<typeof rawCtgovLegacyCsvRows.$inferSelect>;
  readonly totals: unknown;
  readonly judged: unknown;
  readonly failure: string | null;
}

class Undo {
  readonly _tag = "Undo";
  readonly outcome: LaneOutcome;
  constructor(outcome: LaneOutcome) {
    this.outcome = outcome;
  }
}

/** A version of the content before: its hash, its record id and the digits of its NCT number. */
export type KnownVersion = readonly [hash: string, id: number, trial: number];

/** Writes versions as `PreviousContent` takes them. */
export const entriesOf = (versions: ReadonlyArray<KnownVersion>): Buffer =>
  Buffer.concat(
    versions.map(([hash, id, trial]) => {
      const entry = Buffer.alloc(44);
      entry.write(hash, "hex");
      entry.writeBigInt64BE(BigInt(id), 32);
      entry.writeUInt32BE(trial, 40);
      return entry;
    }),
  );

/** Lands a file by one lane, in a transaction that is rolled back. */
export const landWith = (
  content: string | Buffer,
  lane: Lane | undefined,
  known: ReadonlyArray<KnownVersion> = [],
): Effect.Effect<LaneOutcome, never, Database> =>
  Effect.gen(function* () {
    const folder = temporaryFolder();
    const path = join(folder, "file");
    writeFileSync(path, content);
    const database = yield* Database;
    const body = Effect.gen(function* () {
      const file = yield* archiveFile(path, join(folder, "archive"));
      const sniffed = yield* sniffArchived(file, ctgovLegacyCsv);
      const create = asOwner("test", createLanding({ loadId: 1, extractedAt: new Date(0) }));
      const options = {
        file,
        sniffed,
        previous: new PreviousContent(entriesOf(known)),
        loadId: 1,
        rows: { schema: "raw", table: getTableName(rawCtgovLegacyCsvRows) },
        firstId: 1000,
        onRows: () => Effect.void,
      };
      const landed = yield* landFile(options, create, lane);
      const rows = yield* database.query("test", (db) => db.select().from(landing).orderBy(landing._row_number));
      const settled = yield* database.query("test", (db) =>
        db.select().from(rawCtgovLegacyCsvRows).orderBy(rawCtgovLegacyCsvRows.row_number),
      );
      const judged = { ...landed.judged, settledHashes: [...landed.judged.settledHashes] };
      return yield* Effect.fail(new Undo({ ...landed, judged, rows, settled, failure: null }));
    });
    return yield* database.transaction({ operation: "test", role: "trialflow_loader" }, body).pipe(
      Effect.catch((error) =>
        Effect.succeed(
          error instanceof Undo
            ? error.outcome
            : {
                lane: null,
                rows: [],
                settled: [],
                totals: null,
                judged: null,
                failure:
                  "reason" in error ? String((error.reason as { _tag?: string })._tag ?? error.reason) : String(error),
              },
        ),
      ),
    );
  }).pipe(Effect.orDie);

/** Selects the hash that PostgreSQL computes of cells. */
export const serverHash = (cells: ReadonlyArray<string | null>) =>
  sql`encode(sha256(convert_to(array[${sql.join(
    cells.map((cell) => sql`${cell}::text`),
    sql`, `,
  )}]::text, 'UTF8')), 'hex')`;
