import type { TestPipeline } from "../testPipeline.ts";
import { ask } from "./warehouse.ts";

type Connectable = Pick<TestPipeline, "connect">;

/** Waits until a statement gives at least one row; the rows. The test's own time limit is the only one. */
export const until = async <Row extends object>(
  pipeline: Connectable,
  statement: string,
): Promise<ReadonlyArray<Row>> => {
  for (;;) {
    const rows = await ask<Row>(pipeline, statement);
    if (rows.length > 0) return rows;
  }
};

const others = `from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`;

/** Waits until the server has noticed that all other clients of the database are gone. */
export const untilAlone = (pipeline: Connectable) =>
  until(pipeline, `select 1 as is_alone where not exists (select ${others})`);

/** Ends all sessions of the program; how many there were. */
export const endSessions = async (pipeline: Connectable): Promise<number> => {
  const rows = await ask(pipeline, `select pg_terminate_backend(pid) ${others} and application_name = 'trialflow'`);
  return rows.length;
};
