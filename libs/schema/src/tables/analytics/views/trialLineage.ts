import { sql } from "drizzle-orm";
import { bigint, char, date, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { loads } from "../../ops/loads.ts";
import { publications } from "../../ops/publications.ts";
import { runs } from "../../ops/runs.ts";
import { rawCtgovLegacyCsvRows } from "../../raw/ctgovLegacyCsvRows.ts";
import { analytics } from "../../schemas.ts";
import { trials } from "../trials.ts";

/**
 * Tells where each published trial comes from. Grain: one row per trial.
 *
 * Where several files had the same version of a trial's record it is the newest published load's place; `load_count` says how many
 * had it. The view reads raw and ops with its owner's rights and shows of them what belongs to published trials alone.
 */
export const trialLineage = analytics
  .view("trial_lineage", {
    nct_id: text(),
    record_id: bigint({ mode: "number" }),
    load_id: bigint({ mode: "number" }),
    load_count: bigint({ mode: "number" }),
    source: text(),
    file_name: text(),
    sha256: char({ length: 64 }),
    snapshot_date: date({ mode: "string" }),
    snapshot_at: timestamp({ withTimezone: true }),
    row_number: bigint({ mode: "number" }),
    line_number: bigint({ mode: "number" }),
    rule_version: text(),
    run_id: uuid(),
    program_version: text(),
    loaded_at: timestamp({ withTimezone: true }),
    published_at: timestamp({ withTimezone: true }),
  })
  .as(sql`
select ${trials.nct_id} as nct_id, ${trials._record_id} as record_id, place.load_id,
       (select count(distinct ${rawCtgovLegacyCsvRows.load_id}) from ${rawCtgovLegacyCsvRows} where ${rawCtgovLegacyCsvRows.record_id} = ${trials._record_id}) as load_count,
       place.source, place.file_name, place.sha256,
       place.snapshot_date, place.snapshot_at, place.row_number, place.line_number, ${trials._rule_version} as rule_version,
       place.run_id, ${runs.program_version} as program_version, place.loaded_at, place.published_at
from ${trials}
cross join lateral (
  select ${loads.load_id} as load_id, ${loads.source} as source, ${loads.file_name} as file_name, ${loads.sha256} as sha256,
         ${loads.snapshot_date} as snapshot_date, ${loads.snapshot_at} as snapshot_at, ${rawCtgovLegacyCsvRows.row_number} as row_number,
         ${rawCtgovLegacyCsvRows.line_number} as line_number, ${loads.run_id} as run_id, ${loads.loaded_at} as loaded_at,
         ${loads.published_at} as published_at
  from ${rawCtgovLegacyCsvRows}
  join ${loads} on ${loads.load_id} = ${rawCtgovLegacyCsvRows.load_id}
  where ${rawCtgovLegacyCsvRows.record_id} = ${trials._record_id}
  order by (select max(${publications.valid_from}) from ${publications} where ${publications.load_id} = ${loads.load_id}) desc nulls last,
           ${loads.load_id} desc, ${rawCtgovLegacyCsvRows.disposition} in ('duplicate', 'rejected'), ${rawCtgovLegacyCsvRows.row_number}
  limit 1
) place
join ${runs} on ${runs.run_id} = place.run_id`);
