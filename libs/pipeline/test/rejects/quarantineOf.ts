import { ask } from "../support/warehouse.ts";
import type { TestPipeline } from "../testPipeline.ts";

/** A reject as tests look at it. */
export interface StandingReject {
  readonly id: number;
  readonly state: string;
  readonly reason: string;
  readonly rules: string;
  readonly value: string | null;
  readonly successor: number | null;
}

/** All rejects with their state, in the order of their numbers. */
export const statesOf = (pipeline: Pick<TestPipeline, "connect">) =>
  ask<StandingReject>(
    pipeline,
    `select reject_id::int as id, state, reason_code as reason, rule_version as rules, value_text as value, new_reject_id::int as successor
     from ops.reject_states order by reject_id`,
  );

/** The acts of a kind in the audit log: who, why, about what. */
export const actsOf = (pipeline: Pick<TestPipeline, "connect">, act: string) =>
  ask<{ readonly os_user: string; readonly reason: string | null; readonly subject: string }>(
    pipeline,
    `select os_user, reason, subject from ops.audit_log where act = '${act}' order by entry_id`,
  );

/**
 * Makes the warehouse look as if an older program had decoded, checked and published it: one that could not read a status, either.
 * `nctId` names the trial whose status it set aside.
 */
export const pretendOlderProgram = async (pipeline: TestPipeline, nctId: string): Promise<void> => {
  for (const table of ["staging.trials", "analytics.trials"]) {
    await ask(pipeline, `update ${table} set _rule_version = 'older'`);
    await ask(pipeline, `update ${table} set overall_status = null where nct_id = '${nctId}'`);
  }
  await ask(pipeline, "update ops.rejects set rule_version = 'older' where field is not null");
  await ask(
    pipeline,
    `insert into ops.rejects
     select (select coalesce(max(reject_id), 0) + 1 from ops.rejects), l.run_id, l.load_id, 'field', m.record_id, r.nct_number, m.row_number,
            m.line_number, 'status', null, 'unknown_overall_status', 'expected another word', 'Recruiting', null, true, 'older', now()
     from raw.ctgov_legacy_csv_rows m
     join raw.ctgov_legacy_csv r on r._record_id = m.record_id
     join ops.loads l on l.load_id = m.load_id
     where r.nct_number = '${nctId}' and m.load_id = (select loaded_load_id from ops.source_states)`,
  );
  await ask(
    pipeline,
    "update ops.source_states set staged_rule_version = 'older', checked_rule_version = 'older', published_rule_version = 'older'",
  );
};
