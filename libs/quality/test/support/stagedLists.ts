import { type SQL, sql } from "drizzle-orm";
import { childTables } from "../../src/trials/childTables.ts";

/** The names of the lists of a trial. */
export const lists = childTables.map(({ name }) => name);

/** The staging table of a list, as statements name it. */
export const stagedList = (list: string): SQL => sql`staging.${sql.identifier(`trial_${list}`)}`;
