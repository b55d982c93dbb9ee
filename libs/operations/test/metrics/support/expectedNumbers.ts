import type { TestWarehouse } from "./testWarehouse.ts";

/**
 * Counts what the metrics should say by SQL of the test's own, from the tables and the views themselves: value by series.
 * Left out is what changes from moment to moment.
 */
export const expectedNumbers = async ({ ask }: Pick<TestWarehouse, "ask">): Promise<ReadonlyMap<string, number>> => {
  const rows = await ask<{ series: string; value: string }>(`
    with source as (select 'source="ctgov-covid19"'::text as label),
    outcomes (name, value) as (
      select 'new', sum(rows_new) from ops.loads union all select 'changed', sum(rows_changed) from ops.loads
      union all select 'unchanged', sum(rows_unchanged) from ops.loads union all select 'duplicate', sum(rows_duplicate) from ops.loads
      union all select 'rejected', (select count(*) from ops.rejects where scope = 'file_row')
    ),
    numbers (series, value) as (
      select format('trialflow_runs{%s,status="%s"}', label, status), count(*)::numeric from ops.runs, source group by label, status
      union all select format('trialflow_runs_started_total{%s}', label), (select count(*) from ops.runs) from source
      union all select format('trialflow_steps{%s,step="%s",status="%s"}', label, name, status), count(*) from ops.steps, source group by label, name, status
      union all select format('trialflow_step_duration_seconds_count{%s,step="%s",status="%s"}', label, name, status), count(*)
        from ops.steps, source group by label, name, status
      union all select format('trialflow_step_duration_seconds_sum{%s,step="%s",status="%s"}', label, name, status), sum(duration_ms) / 1000.0
        from ops.steps, source group by label, name, status
      union all select format('trialflow_step_duration_seconds_bucket{%s,step="%s",status="%s",le="%s"}', label, name, status, le),
          count(*) filter (where duration_ms <= le::numeric * 1000)
        from ops.steps, source, unnest(array['0.05', '0.1', '0.5', '1', '2.5', '5', '10', '30', '60', '300', '900', '3600']) as le
        group by label, name, status, le
      union all select format('trialflow_loads_total{%s,extent="%s"}', label, extent), count(*) from ops.loads, source group by label, extent
      union all select format('trialflow_loaded_bytes_total{%s}', label), sum(size_bytes) from ops.loads, source group by label
      union all select format('trialflow_rows_read_total{%s}', label), sum(rows_read) from ops.loads, source group by label
      union all select format('trialflow_rows_total{%s,outcome="%s"}', label, name), value from outcomes, source
      union all select format('trialflow_rows_vanished_total{%s}', label), sum(rows_vanished) from ops.loads, source group by label
      union all select format('trialflow_rejects_total{%s,reason="%s"}', label, reason_code), count(*) from ops.reject_states, source group by label, reason_code
      union all select format('trialflow_quarantine_rejects{%s,reason="%s",state="%s"}', label, reason_code, state), count(*)
        from ops.reject_states, source group by label, reason_code, state
      union all select format('trialflow_check_runs_total{%s,verdict="%s"}', label, verdict), count(*) from ops.check_runs, source group by label, verdict
      union all select format('trialflow_checks{%s,severity="%s",result="%s"}', label, severity, r.status), count(*)
        from ops.check_results r join ops.source_states s using (check_run_id), source group by label, severity, r.status
      union all select format('trialflow_check_failed_rows{%s,check="%s",severity="%s"}', label, check_name, severity), failed_count
        from ops.check_results r join ops.source_states s using (check_run_id), source
      union all select format('trialflow_gate_closed{%s}', label), (verdict = 'failed')::int
        from source, ops.source_states join ops.check_runs using (check_run_id)
      union all select format('trialflow_last_run_status{%s,status="%s"}', label, status), 1 from source,
        lateral (select status from ops.runs order by started_at desc limit 1) as newest
      union all select format('trialflow_last_run_timestamp_seconds{%s}', label), max(extract(epoch from finished_at)) from ops.runs, source group by label
      union all select format('trialflow_last_success_timestamp_seconds{%s}', label), max(extract(epoch from finished_at)) filter (where status in ('succeeded', 'unchanged') and not arguments ? 'because')
        from ops.runs, source group by label
      union all select format('trialflow_publication_timestamp_seconds{%s}', label), max(extract(epoch from published_at)) from ops.publications, source group by label
      union all select format('trialflow_snapshot_timestamp_seconds{%s}', label), extract(epoch from snapshot_at)
        from source, ops.source_states join ops.loads on load_id = published_load_id
      union all select format('trialflow_table_rows{%s,table="trials"}', label), (select count(*) from analytics.trials) from source
      union all select format('trialflow_table_rows{%s,table="trial_locations"}', label), (select count(*) from analytics.trial_locations) from source
      union all select format('trialflow_table_rows{%s,table="conditions"}', label), (select count(*) from analytics.conditions) from source
      union all select format('trialflow_audit_entries_total{%s}', label), (select count(*) from ops.audit_log) from source
      union all select format('trialflow_fires{schedule="%s",%s,status="%s"}', schedule, label, status), count(*) from ops.schedule_fires, source group by schedule, label, status
      union all select format('trialflow_fires_created_total{schedule="%s",%s,kind="%s"}', schedule, label, kind), count(*)
        from ops.schedule_fires, source group by schedule, label, kind
      union all select format('trialflow_schedule_last_tick_timestamp_seconds{schedule="%s",%s}', schedule, label), max(extract(epoch from scheduled_at))
        from ops.schedule_fires, source where kind in ('tick', 'catch_up') group by schedule, label
      union all select format('trialflow_alerts_raised_total{kind="%s",severity="%s"}', kind, severity), count(*) from ops.alerts group by kind, severity
      union all select 'trialflow_alerts_open{kind="run_failed",severity="critical"}', 1
      union all select 'trialflow_alerts_open{kind="recovered",severity="info"}', 0
      union all select 'trialflow_alerts_undelivered', 1
      union all select 'trialflow_scheduler_sessions', 0
      union all select 'trialflow_turns{state="waiting"}', 3
      union all select 'trialflow_turns{state="under_way"}', 1
      union all select 'trialflow_turns{state="given_up"}', 1
    )
    select series, value from numbers`);
  return new Map(rows.map(({ series, value }) => [series, Number(value)]));
};
