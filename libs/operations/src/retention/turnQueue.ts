import { engineSchema } from "@trialflow/schema";
import { sql } from "drizzle-orm";

const name = "turn_queue";

/** The queue of the schedulers' turns, as errors and reports name it. The first scheduler makes it: Effect's persisted queue. */
export const turnQueueName = `${engineSchema}.${name}`;

/** The same in a statement. */
export const turnQueue = sql`${sql.identifier(engineSchema)}.${sql.identifier(name)}`;

/** Tells whether it is there. */
export const isTurnQueueThere = sql`
select exists(
  select from pg_class join pg_namespace on pg_namespace.oid = relnamespace where nspname = ${engineSchema} and relname = ${name}
) as "isThere"`;
