import type { Check } from "../Check.ts";
import { ledgerCountsRows } from "./ledgerCountsRows.ts";
import { rowsAreAccountedFor } from "./rowsAreAccountedFor.ts";
import { trialsAreStagedOrSetAside } from "./trialsAreStagedOrSetAside.ts";

/**
 * What became of the rows of the load that is checked, recounted from the tables: nothing is lost on the way from the file to staging, nothing
 * comes from elsewhere, and the ledger says so. What the database's constraints assert of the ledger's numbers alone holds of the rows.
 */
export const ledger: ReadonlyArray<Check> = [rowsAreAccountedFor, ledgerCountsRows, trialsAreStagedOrSetAside];
