-- Distinct trials are counted in two steps of hashing instead of one of sorting: same columns, same rows, same order.
CREATE OR REPLACE VIEW "analytics"."conditions_by_trial_count" AS (
select "analytics"."conditions"."condition_id" as condition_id, "analytics"."conditions"."name" as condition,
       studied.trial_count,
       studied.trial_count::float8 / (select count(*) from "analytics"."trials") as trial_share,
       spelt.spelling_count
from (
  select condition_id, count(*) as trial_count
  from (select distinct "analytics"."trial_conditions"."condition_id", "analytics"."trial_conditions"."nct_id" from "analytics"."trial_conditions") as once
  group by condition_id
) studied
join (
  select condition_id, count(*) as spelling_count
  from (select distinct "analytics"."trial_conditions"."condition_id", "analytics"."trial_conditions"."name" from "analytics"."trial_conditions") as once
  group by condition_id
) spelt on spelt.condition_id = studied.condition_id
join "analytics"."conditions" on "analytics"."conditions"."condition_id" = studied.condition_id
order by trial_count desc, condition);--> statement-breakpoint
CREATE OR REPLACE VIEW "analytics"."trials_by_country" AS (
select "analytics"."countries"."country_code"::text as country_code, "analytics"."countries"."name" as country,
       listed.trial_count, listed.site_count,
       listed.trial_count::float8 / (select count(*) from "analytics"."trials") as trial_share
from (
  select country_code, count(*) as trial_count, sum(site_count)::bigint as site_count
  from (
    select "analytics"."trial_locations"."country_code", "analytics"."trial_locations"."nct_id", count(*) as site_count
    from "analytics"."trial_locations"
    where "analytics"."trial_locations"."country_code" is not null
    group by 1, 2
  ) as once
  group by country_code
) listed
join "analytics"."countries" on "analytics"."countries"."country_code" = listed.country_code
order by trial_count desc, country);