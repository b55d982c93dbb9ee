import type { SQL } from "drizzle-orm";
import type { Check, CheckContext } from "../Check.ts";

/** Gives what a check counts or measures by, in the order in which it is declared. */
export const expressionsOf = ({ where, rule }: Check, context: CheckContext): ReadonlyArray<SQL> => {
  const own = rule._tag === "EachRow" ? rule.holds : rule._tag === "RowSet" ? rule.count(context) : rule.value(context);
  return where === undefined ? [own] : [where, own];
};
