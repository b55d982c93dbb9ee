import { type SQL, sql } from "drizzle-orm";

/** Joins conditions by AND, each in parentheses (Drizzle's `and` leaves an OR inside a condition open); none is `true`. */
export const allOf = (...conditions: ReadonlyArray<SQL | undefined>): SQL => {
  const given = conditions.filter((condition) => condition !== undefined);
  return given.length === 0
    ? sql`true`
    : sql.join(
        given.map((condition) => sql`(${condition})`),
        sql` and `,
      );
};
