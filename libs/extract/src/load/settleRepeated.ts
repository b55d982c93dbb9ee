import { sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { incoming } from "./incoming.ts";

const first = alias(incoming, "first_row");

/**
 * Decides about rows of a trial that has one already. Of rows with the same NCT number the first counts; a later equal one is a duplicate,
 * a later different one is rejected as `conflicting_duplicate`: which of them is right is not for a program to guess.
 *
 * Reads    incoming
 * Writes   incoming
 */
export const settleRepeated = () => sql`
update ${incoming} set
  ${sql.identifier(incoming.disposition.name)} = case when ${incoming.row_hash} = ${first.row_hash} then 'duplicate' else 'rejected' end,
  ${sql.identifier(incoming.reject_reason.name)} = case when ${incoming.row_hash} <> ${first.row_hash} then 'conflicting_duplicate' end
from ${incoming} as first_row
where ${incoming.is_repeated} and not ${first.is_repeated} and ${first.nct_number} = ${incoming.nct_number}`;
