import { Database } from "@trialflow/database";
import type { TestDatabase } from "@trialflow/testing";
import { Effect, Layer, Logger, Redacted } from "effect";
import { FetchHttpClient } from "effect/http";
import type postgres from "postgres";
import { type Fire, makeRound, type OnSource, type Schedule, type WatchOptions } from "../../../src/index.ts";
import { createTestLedger, type TestLedger } from "../../fires/testLedger.ts";
import { addressOf } from "./webhook.ts";

/** An alert as it stands in the ledger. */
export interface AlertRow {
  readonly alert_key: string;
  readonly kind: string;
  readonly severity: string;
  readonly schedule: string;
  readonly source: string;
  readonly run_id: string | null;
  readonly title: string;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly raised_at: Date;
  readonly resolved_at: Date | null;
  readonly deliveries: ReadonlyArray<{ target: string; at: string; attempts: number; error: string | null }>;
}

/** A ledger, watches over it, and all that they wrote into the log. */
export interface WatchLedger extends TestLedger {
  readonly lines: Array<string>;
  readonly watch: (schedules: ReadonlyArray<Schedule>, port?: number) => WatchOptions;
  /** Makes a watch with connections of its own, which looks when it is told to. */
  readonly watcher: (options: WatchOptions) => Promise<{ readonly look: () => Promise<void> }>;
  readonly insertFire: (fire: Fire) => Promise<unknown>;
  readonly alerts: () => Promise<ReadonlyArray<AlertRow>>;
  readonly forget: () => Promise<unknown>;
}

/** Keeps what is logged, with its annotations. */
export const keepLog = (lines: Array<string>): Layer.Layer<never> =>
  Logger.layer([Logger.map(Logger.formatJson, (line) => void lines.push(line))]);

export const createWatchLedger = async (source?: TestDatabase): Promise<WatchLedger> => {
  const ledger = await createTestLedger();
  const { sql } = ledger;
  const lines: Array<string> = [];
  const onSource: OnSource = (database, effect) =>
    database === null
      ? (Effect.provide(effect, ledger.layer) as never)
      : (Effect.provide(effect, (source ?? ledger).layer) as never);
  const json = (value: unknown) => sql.json(value as postgres.JSONValue);
  return {
    ...ledger,
    lines,
    watch: (schedules, port) => ({
      schedules,
      settings: {
        targets: port === undefined ? [] : [{ name: "team", url: Redacted.make(addressOf(port)) }],
        reminderInterval: null,
      },
      onSource,
    }),
    watcher: async (options) => {
      const layer = Layer.mergeAll(Layer.fresh(ledger.layer), FetchHttpClient.layer, keepLog(lines));
      const round = await Effect.runPromise(makeRound(options));
      return { look: () => Effect.runPromise(Effect.provide(round, layer)) };
    },
    insertFire: (fire) => sql`
      insert into ops.schedule_fires (fire_id, schedule, source, kind, scheduled_at, status, reason, requested_by, attempts, resumed_count,
        run_id, runner, created_at, started_at, finished_at)
      values (${fire.fireId}, ${fire.schedule}, ${fire.source}, ${fire.kind}, ${fire.scheduledAt}, ${fire.status}, ${fire.reason},
        ${fire.requestedBy}, ${json(fire.attempts)}, ${fire.resumedCount}, ${fire.runId}, ${fire.runner}, ${fire.createdAt},
        ${fire.startedAt}, ${fire.finishedAt})
      on conflict (fire_id) do update set status = excluded.status, finished_at = excluded.finished_at, resumed_count = excluded.resumed_count`,
    alerts: () => sql<Array<AlertRow>>`select * from ops.alerts order by raised_at, alert_key`,
    forget: () => {
      lines.length = 0;
      return sql`truncate ops.schedule_fires, ops.schedule_states, ops.alerts`;
    },
  };
};

/** A layer of a database that nobody can reach. */
export const deadDatabase = Database.layerUrl(Redacted.make("postgres://nobody@127.0.0.1:1/none"));
