import { sql } from "drizzle-orm";
import { bigint, doublePrecision, text } from "drizzle-orm/pg-core";
import { analytics } from "../../schemas.ts";
import { countries } from "../countries.ts";
import { trialLocations } from "../trialLocations.ts";
import { trials } from "../trials.ts";

/**
 * Answers: where are trials? Grain: one row per country (ISO 3166-1 alpha-2), most trials first.
 *
 * A trial with sites in several countries counts once in each. `site_count` counts the sites as listed, a repeated one each time.
 */
export const trialsByCountry = analytics
  .view("trials_by_country", {
    country_code: text(),
    country: text(),
    trial_count: bigint({ mode: "number" }),
    site_count: bigint({ mode: "number" }),
    trial_share: doublePrecision(),
  })
  .as(sql`
select ${countries.country_code}::text as country_code, ${countries.name} as country,
       listed.trial_count, listed.site_count,
       listed.trial_count::float8 / (select count(*) from ${trials}) as trial_share
from (
  select country_code, count(*) as trial_count, sum(site_count)::bigint as site_count
  from (
    select ${trialLocations.country_code}, ${trialLocations.nct_id}, count(*) as site_count
    from ${trialLocations}
    where ${trialLocations.country_code} is not null
    group by 1, 2
  ) as once
  group by country_code
) listed
join ${countries} on ${countries.country_code} = listed.country_code
order by trial_count desc, country`);
