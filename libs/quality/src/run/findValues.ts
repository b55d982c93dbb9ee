import type { Database, DatabaseError } from "@trialflow/database";
import { type SQL, sql } from "drizzle-orm";
import { Effect } from "effect";
import type { Check, CheckContext } from "../Check.ts";
import { chunksOf } from "../compile/chunksOf.ts";
import { expressionsOf } from "../compile/expressionsOf.ts";
import { type Relocation, relocation } from "../compile/relocate.ts";
import { together } from "../compile/together.ts";
import { WholeValue } from "../compile/WholeValue.ts";
import type { QualityError } from "../errors.ts";
import { askFor } from "./ask.ts";

/** Finds the values of whole tables that checks compare with, each with a check that does. */
export const valuesIn = (checks: ReadonlyArray<Check>, context: CheckContext): ReadonlyMap<WholeValue, Check> =>
  new Map(
    checks.flatMap((check) =>
      expressionsOf(check, context)
        .flatMap((expression) => [...chunksOf(expression)])
        .flatMap((chunk) => (chunk instanceof WholeValue ? [[chunk, check] as const] : [])),
    ),
  );

/** Asks for values, as text, all of a table at once; of other tables than they speak of with a relocation. */
export const findValues = (
  suite: string,
  wanted: ReadonlyMap<WholeValue, Check>,
  places: Relocation = relocation({}),
): Effect.Effect<ReadonlyMap<WholeValue, string | null>, QualityError | DatabaseError, Database> =>
  Effect.gen(function* () {
    const found = new Map<WholeValue, string | null>();
    for (const values of together([...wanted.keys()], (a, b) => a.table === b.table)) {
      const user = wanted.get(values[0]);
      if (user === undefined) continue;
      const texts = sql.join(
        values.map(({ aggregate }) => sql`(${aggregate})::text`),
        sql`, `,
      );
      const [row] = yield* askFor<{ texts: ReadonlyArray<string | null> }>(
        suite,
        user,
        places.sql(sql`select to_json(array[${texts}]) as texts from ${values[0].table}`),
      );
      for (const [index, value] of values.entries()) found.set(value, row?.texts[index] ?? null);
    }
    return found;
  });

/** Writes values that were found as they stand in a statement. */
export const literals = (found: ReadonlyMap<WholeValue, string | null>): ReadonlyMap<WholeValue, SQL> =>
  new Map([...found].map(([value, text]) => [value, sql`${text}::${sql.raw(value.type)}`]));
