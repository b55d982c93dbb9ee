import { Database, type DatabaseError } from "@trialflow/database";
import { rejects } from "@trialflow/schema";
import { count, max } from "drizzle-orm";
import { Clock, Effect, Option, Semaphore, Stream } from "effect";
import { RULE_VERSION } from "../decode/RULE_VERSION.ts";
import { deleteOutdated } from "./deleteOutdated.ts";
import { noteUnpublished } from "./noteUnpublished.ts";
import type { MakePageDecoder } from "./PageDecoder.ts";
import { lastRecordOf, pageOfRecords } from "./pageOfRecords.ts";
import { findPendingRecords, outdatedTrials, pendingRecords } from "./pendingRecords.ts";
import { settleRejects } from "./settleRejects.ts";
import { createStagedRejects, insertStagedRejects, stagedRejectColumns } from "./stagedRejects.ts";
import { stagedTables } from "./stagedTables.ts";
import type { StageReport, StageRequest } from "./stageLoad.ts";
import { TableBuffers, targetOf } from "./TableBuffers.ts";

/** Decodes what staging lacks and removes what it has too much, in the current transaction. */
export const stagePass = <E>(
  { runId, loadId, onRows, pageSize = 1000 }: StageRequest,
  makeDecoder: MakePageDecoder<E>,
): Effect.Effect<StageReport, DatabaseError | E, Database> =>
  Effect.gen(function* () {
    const database = yield* Database;
    const at = new Date(yield* Clock.currentTimeMillis);
    for (const statement of findPendingRecords(loadId, RULE_VERSION)) {
      yield* database.query("stage.find_pending", (db) => db.execute(statement));
    }
    const [pending] = yield* database.query("stage.count", (db) => db.select({ rows: count() }).from(pendingRecords));
    const [outdated] = yield* database.query("stage.count", (db) => db.select({ rows: count() }).from(outdatedTrials));
    yield* database.query("stage.note_unpublished", (db) => db.execute(noteUnpublished()));
    for (const statement of deleteOutdated()) yield* database.query("stage.delete", (db) => db.execute(statement));

    const [last] = yield* database.query("stage.last_reject", (db) =>
      db.select({ id: max(rejects.reject_id) }).from(rejects),
    );
    const lastRejectId = last?.id ?? 0;
    for (const statement of createStagedRejects(lastRejectId)) {
      yield* database.query("stage.stage_rejects", (db) => db.execute(statement));
    }

    const total = pending?.rows ?? 0;
    const report = { records: 0, staged: 0, rejectedRecords: 0, rejectedFields: 0, outdated: outdated?.rows ?? 0 };
    if (total > 0) {
      const decoder = yield* makeDecoder({ runId, at: at.toISOString() }, total);
      // Pages are read and written on one connection, which does one thing at a time.
      const connection = yield* Semaphore.make(1);
      const buffers = new TableBuffers([
        ...stagedTables.map(targetOf),
        { table: "staged_rejects", columns: stagedRejectColumns },
      ]);
      const pages = Stream.paginate(0, (lastRecord) =>
        database.copyQuery("stage.read_page", pageOfRecords(lastRecord, pageSize)).pipe(
          connection.withPermit,
          Effect.map((page) =>
            page.byteLength === 0
              ? ([[], Option.none()] as const)
              : ([[page], Option.some(lastRecordOf(page))] as const),
          ),
        ),
      );
      yield* pages.pipe(
        // One page more than there are workers waits for them, so that none has to wait for the server.
        Stream.mapEffect(decoder.decode, { concurrency: decoder.workers + 1 }),
        Stream.runForEach((page) =>
          Effect.gen(function* () {
            yield* connection.withPermit(buffers.add([...page.tables, page.rejects]));
            report.records += page.records;
            report.staged += page.staged;
            report.rejectedRecords += page.records - page.staged;
            report.rejectedFields += page.rejectedFields;
            yield* onRows(report.records, total);
          }),
        ),
      );
      yield* buffers.flush();
      if (report.rejectedRecords + report.rejectedFields > 0) {
        yield* database.query("stage.insert_rejects", (db) => db.execute(insertStagedRejects()));
      }
      if (lastRejectId > 0) yield* settleRejects({ runId, at }, lastRejectId);
    }
    return report;
  }).pipe(Effect.scoped);
