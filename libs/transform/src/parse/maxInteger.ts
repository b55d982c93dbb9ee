/** The largest value of PostgreSQL's `integer` (int4). */
export const MAX_INTEGER = 2_147_483_647;
