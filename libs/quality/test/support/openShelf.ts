import { sql } from "drizzle-orm";
import { type Check, runSuite, suite } from "../../src/index.ts";
import { createLibrary } from "./library.ts";
import { executeAll, openStage } from "./rehearse.ts";

/** Opens a library without books, and a way to find which of some books a check named `rule` counts as failing. */
export const openShelf = async () => {
  const stage = await openStage();
  await stage.run(executeAll([...createLibrary, sql`delete from library.books`]));
  return {
    close: stage.close,
    /** The `isbn` of the failing books; `books` are rows by the columns' names. */
    failingOf: async (check: Check, books: ReadonlyArray<object>): Promise<ReadonlyArray<unknown>> => {
      const rows = JSON.stringify(books);
      const report = await stage.rehearse(
        [sql`insert into library.books select * from jsonb_populate_recordset(null::library.books, ${rows}::jsonb)`],
        runSuite(suite({ name: "library", version: "1", checks: [check] }), { sampleSize: books.length }),
      );
      const [result] = report.results;
      if (result?.sample.length !== result?.failedCount) throw new Error("the sample does not hold all failing rows");
      return result?.sample.map(({ key }) => key["isbn"]) ?? [];
    },
  };
};
