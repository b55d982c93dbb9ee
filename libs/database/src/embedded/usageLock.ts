import { Effect } from "effect";
import { type AdminConnection, runAdmin } from "./AdminConnection.ts";

/** The first part of the keys of advisory locks in the database `postgres`: the letters TRLF as a number. */
export const lockSpace = 0x54_52_4c_46;

/** The second part of the key that says "the server is in use". */
const inUse = 1;

/**
 * Marks the server as in use by this session, together with others. No means that somebody is about to stop it.
 * The lock ends with the session, however its process ends.
 */
export const tryShareServer = (connection: AdminConnection) =>
  runAdmin(
    connection,
    (sql) => sql<[{ locked: boolean }]>`select pg_try_advisory_lock_shared(${lockSpace}::int, ${inUse}::int) as locked`,
  ).pipe(Effect.map(([row]) => row.locked));

/** Takes this session's mark back. */
export const unshareServer = (connection: AdminConnection) =>
  runAdmin(connection, (sql) => sql`select pg_advisory_unlock_shared(${lockSpace}::int, ${inUse}::int)`);

/**
 * Claims the server for stopping it. No means that another session uses it, or stops it already.
 * After a yes nobody can mark it as in use any more, so it must be stopped.
 */
export const tryClaimServer = (connection: AdminConnection) =>
  runAdmin(
    connection,
    (sql) => sql<[{ locked: boolean }]>`select pg_try_advisory_lock(${lockSpace}::int, ${inUse}::int) as locked`,
  ).pipe(Effect.map(([row]) => row.locked));

/** Counts the sessions that mark the server as in use. */
export const countUsers = (connection: AdminConnection) =>
  runAdmin(
    connection,
    (sql) => sql<[{ users: number }]>`
      select count(*)::int as users from pg_locks
      where locktype = 'advisory' and classid = ${lockSpace}::int::oid and objid = ${inUse}::int::oid and mode = 'ShareLock' and granted`,
  ).pipe(Effect.map(([row]) => row.users));
