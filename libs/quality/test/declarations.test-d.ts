import { stagingTrials } from "@trialflow/schema";
import {
  acceptedValues,
  columnOrder,
  dateOrder,
  freshness,
  measure,
  notNull,
  range,
  rowCount,
  runSuite,
} from "../src/index.ts";
import { books } from "./support/library.ts";

const about = { name: "rule", severity: "warn", description: "A rule." } as const;

// Each error below is one that the compiler must report; `tsc` fails on an expectation that is not met.

// @ts-expect-error a column that the table does not have (any more)
notNull({ ...about, column: stagingTrials.brief_titel });
// @ts-expect-error a value that the column's list does not have
acceptedValues({ ...about, column: stagingTrials.overall_status, values: ["Completed"] });
acceptedValues({ ...about, column: stagingTrials.overall_status, values: ["COMPLETED"] });
// @ts-expect-error a bound of another type than the column's
range({ ...about, column: stagingTrials.enrollment, max: "1000" });
// @ts-expect-error a range without a bound
range({ ...about, column: stagingTrials.enrollment });
range({ ...about, column: books.addedAt, min: new Date(0) });
// @ts-expect-error a date compared with a number
columnOrder({ ...about, lower: stagingTrials.start_date, upper: stagingTrials.enrollment });
dateOrder({
  ...about,
  // @ts-expect-error a precision that is none
  earlier: { date: stagingTrials.start_date, precision: stagingTrials.brief_title },
  later: { date: stagingTrials.completion_date, precision: stagingTrials.completion_date_precision },
});
// @ts-expect-error an unknown severity
notNull({ ...about, severity: "fatal", column: books.title });
// @ts-expect-error a tolerance where there are no rows to tolerate
rowCount({ ...about, table: books, min: 1, tolerance: { maxFailedCount: 1 } });
// @ts-expect-error an age without a unit
freshness({ ...about, column: books.addedAt, maxAge: "3" });
// @ts-expect-error a measure without bounds
measure({ ...about, table: books, value: () => books.pages });
// @ts-expect-error not a suite
runSuite({ name: "library" });
