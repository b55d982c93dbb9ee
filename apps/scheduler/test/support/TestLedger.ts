import type { Database } from "@trialflow/database";
import type { Fire } from "@trialflow/operations";
import { readFires } from "@trialflow/operations";
import { Program } from "@trialflow/pipeline";
import type { TestDatabase } from "@trialflow/testing";
import { Effect, Layer } from "effect";
import { until } from "./until.ts";

type Client = ReturnType<TestDatabase["connect"]>;

/** A step as the ledger has it. */
export interface StepRow {
  readonly run_id: string;
  readonly step_key: string;
  readonly name: string;
  readonly status: string;
  readonly runner: string;
}

const person = Layer.succeed(Program, { name: "test", version: "test", osUser: "ada", host: "here" });

/** What a person and a test see and do at a scheduler's database, behind its back. */
export class TestLedger {
  readonly url: string;
  readonly sql: Client;
  private readonly database: TestDatabase;
  private readonly holders: Array<Client> = [];

  constructor(database: TestDatabase) {
    this.database = database;
    this.url = database.url;
    this.sql = database.connect();
  }

  /** A connection of its own, for what is held. */
  private async holder() {
    const client = this.database.connect();
    this.holders.push(client);
    return client.reserve();
  }

  /** Does what a command of a person does. */
  act<A, E>(effect: Effect.Effect<A, E, Database | Program>): Promise<A> {
    return Effect.runPromise(effect.pipe(Effect.provide(Layer.mergeAll(this.database.layer, person))));
  }

  /** All fires, the oldest first. */
  async fires(): Promise<ReadonlyArray<Fire>> {
    return [...(await this.act(readFires()))].reverse();
  }

  /** Waits until the fire is no longer queued or under way. */
  ended(fireId: string): Promise<Fire> {
    return this.until(fireId, ({ status }) => !["queued", "running", "cancelling"].includes(status));
  }

  /** Waits until the fire is so. */
  until(fireId: string, isSo: (fire: Fire) => boolean): Promise<Fire> {
    return until(async () => (await this.fires()).find((fire) => fire.fireId === fireId && isSo(fire)));
  }

  /** What the runs did, in the order of their ends. */
  async steps(): Promise<ReadonlyArray<StepRow>> {
    return this.sql<Array<StepRow>>`
      select s.run_id, s.step_key, s.name, s.status, s.runner from ops.steps s join ops.runs r using (run_id)
      order by r.started_at, s.ordinal`;
  }

  async runs(): Promise<ReadonlyArray<{ run_id: string; status: string; error: string | null; carrier: string }>> {
    return this.sql<Array<{ run_id: string; status: string; error: string | null; carrier: string }>>`
      select run_id, status, error, carrier from ops.runs order by started_at`;
  }

  async count(table: string): Promise<number> {
    const [row] = await this.sql<[{ count: number }]>`select count(*)::int from ${this.sql(table)}`;
    return row.count;
  }

  /** Lets nobody write a table until released: whoever wants to waits in the middle of a step. */
  async hold(table: string): Promise<Hold> {
    const connection = await this.holder();
    await connection`begin`;
    await connection`lock table ${connection(table)} in share mode`;
    let isHeld = true;
    return {
      isWaitedFor: async () => {
        await until(async () => {
          const waiting = await this.sql`
            select from pg_locks where relation = ${table}::regclass and not granted
            and database = (select oid from pg_database where datname = current_database())`;
          return waiting.length > 0 ? true : undefined;
        });
      },
      release: async () => {
        if (!isHeld) return;
        isHeld = false;
        await connection`commit`;
        connection.release();
      },
    };
  }

  /** Waits in line for the lock that a run in one process holds, before everybody who comes later; the rights to it. */
  async takeRunLockNext(): Promise<Hold> {
    const connection = await this.holder();
    const [backend] = await connection<[{ pid: number }]>`select pg_backend_pid() as pid`;
    const taken = connection`select pg_advisory_lock(hashtext('trialflow.run'))`.execute();
    taken.catch(() => {});
    const isRunLock = this.sql`locktype = 'advisory' and objsubid = 1
      and objid = hashtext('trialflow.run')::bigint & x'ffffffff'::bigint
      and database = (select oid from pg_database where datname = current_database())`;
    await until(async () => {
      const lined = await this.sql`select from pg_locks where ${isRunLock} and pid = ${backend.pid}`;
      return lined.length > 0 ? true : undefined;
    });
    return {
      isWaitedFor: async () => {
        await until(async () => {
          const waiting = await this.sql`
            select from pg_locks where ${isRunLock} and not granted
            and exists (select from pg_locks where ${isRunLock} and pid = ${backend.pid} and granted)`;
          return waiting.length > 0 ? true : undefined;
        });
      },
      release: async () => {
        await taken;
        await connection`select pg_advisory_unlock(hashtext('trialflow.run'))`;
        connection.release();
      },
    };
  }

  async close(): Promise<void> {
    await Promise.all([this.sql, ...this.holders].map((client) => client.end({ timeout: 1 })));
  }
}

/** Something that is held so that others stand still. */
export interface Hold {
  /** Waits until it is held and somebody else wants it. */
  readonly isWaitedFor: () => Promise<void>;
  readonly release: () => Promise<void>;
}
