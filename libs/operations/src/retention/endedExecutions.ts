import { engineSchema, scheduleFires } from "@trialflow/schema";
import { type SQL, sql } from "drizzle-orm";
import { statusesUnderWay } from "../fires/fireStates.ts";
import type { RetentionRule } from "./RetentionRule.ts";

const messages = sql`${sql.identifier(engineSchema)}.${sql.identifier("cluster_messages")}`;
const replies = sql`${sql.identifier(engineSchema)}.${sql.identifier("cluster_replies")}`;

/** Where the engine's numbers begin to count milliseconds; the lower 22 bits are a machine's and a sequence. */
const engineEpochMs = Date.UTC(2025, 0, 1);
const numberAt = (moment: Date): string => String(BigInt(Math.max(0, moment.getTime() - engineEpochMs)) << 22n);

const parentKey = "~effect/cluster/ClusterWorkflowEngine/payloadParentKey";
const underWay = sql.join(
  [...statusesUnderWay, "queued"].map((status) => sql`${status}`),
  sql`, `,
);
const endOf = (
  run: SQL,
) => sql`(select ended.id from ${replies} ended where ended.request_id = ${run} and ended.kind = 0
    and ended.payload::json #>> '{value,_tag}' = 'Complete')`;

/**
 * The executions whose run came to its end before a moment and whom nobody asks any more: none of their messages is unprocessed, the
 * execution that waits for them has ended, too, and so has the fire. An execution that is suspended has no end.
 *
 * Source   effect 4.1.0, cluster/ClusterWorkflowEngine and SqlMessageStorage; a payload names its fire under `ref.runId`
 */
const ended = (before: Date, limit: number | null) => sql`
select run.entity_type, run.entity_id
from ${messages} run
where run.kind = 0 and run.tag = 'run' and run.processed and starts_with(run.entity_type, 'Workflow/')
  and ${endOf(sql`run.id`)} < ${numberAt(before)}::bigint
  and not exists (select from ${messages} open where open.entity_id = run.entity_id and not open.processed)
  and not exists (
    select from ${messages} parent
    where parent.entity_id = run.payload::json -> ${parentKey} ->> 'executionId' and parent.kind = 0 and parent.tag = 'run'
      and parent.entity_type = 'Workflow/' || (run.payload::json -> ${parentKey} ->> 'workflowName')
      and ${endOf(sql`parent.id`)} is null)
  and not exists (
    select from ${scheduleFires}
    where ${scheduleFires.fire_id}::text = run.payload::json -> 'ref' ->> 'runId' and ${scheduleFires.status} in (${underWay}))
${limit === null ? sql`` : sql`order by run.id limit ${limit}`}`;

/** All messages of an execution, those to its clocks included, which go by its number, too. */
const ofExecutions = sql`select message.id from ${messages} message join execution on execution.entity_id = message.entity_id`;

/**
 * What the schedulers' engine keeps of executions that have ended: messages, and the replies to them. It purges nothing itself.
 */
export const endedExecutions: RetentionRule = {
  subject: "engineMessages",
  tables: [`${engineSchema}.cluster_messages`, `${engineSchema}.cluster_replies`],
  role: null,
  count: (before) => sql`
with execution as materialized (${ended(before, null)}), message as materialized (${ofExecutions})
select (select count(*) from execution)::float8 as units,
       (select count(*) from message)::float8 as "engine.cluster_messages",
       (select count(*) from ${replies} reply join message on message.id = reply.request_id)::float8 as "engine.cluster_replies"`,
  remove: (before, limit) => sql`
with execution as materialized (${ended(before, limit)}), message as materialized (${ofExecutions}),
reply_gone as (delete from ${replies} reply using message where reply.request_id = message.id returning 1),
message_gone as (delete from ${messages} gone using message where gone.id = message.id returning 1)
select (select count(*) from execution)::float8 as units,
       (select count(*) from message_gone)::float8 as "engine.cluster_messages",
       (select count(*) from reply_gone)::float8 as "engine.cluster_replies"`,
};
