import { rawCtgovLegacyCsv } from "@trialflow/schema";
import { sql } from "drizzle-orm";
import { incoming } from "./incoming.ts";

const recordId = sql.identifier(incoming.record_id.name);
const isStored = sql.identifier(incoming.is_stored.name);

/**
 * Gives rows of the file that hold the same new version the number of the first of them.
 *
 * Reads    incoming
 * Writes   incoming
 */
export const shareIds = () => sql`
update ${incoming} set ${recordId} = twice.record_id
from (
  select row_hash, min(record_id) as record_id
  from ${incoming}
  where row_hash is not null and not is_stored
  group by row_hash
  having count(*) > 1
) twice
where ${incoming.row_hash} = twice.row_hash and ${incoming.record_id} <> twice.record_id`;

/**
 * Finds the versions that raw has from earlier than the previous content, as when a record is changed back.
 *
 * Reads    raw.ctgov_legacy_csv
 * Writes   incoming
 */
export const findStored = () => sql`
update ${incoming} set ${recordId} = ${rawCtgovLegacyCsv._record_id}, ${isStored} = true
from ${rawCtgovLegacyCsv}
where not ${incoming.is_stored} and ${rawCtgovLegacyCsv._row_hash} = ${incoming.row_hash}`;
