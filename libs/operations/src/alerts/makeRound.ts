import type { Database, DatabaseError } from "@trialflow/database";
import { Clock, Duration, Effect } from "effect";
import type { HttpClient } from "effect/http";
import type { Fire } from "../fires/Fire.ts";
import { readFires } from "../fires/readFires.ts";
import { readPauses } from "../fires/readPauses.ts";
import { readRuns } from "../metrics/readRuns.ts";
import type { Schedule } from "../schedules/Schedule.ts";
import type { AlertSettings } from "./AlertTarget.ts";
import type { Freshness } from "./alertsOfFreshness.ts";
import { deliverAlerts } from "./deliverAlerts.ts";
import type { FireFacts } from "./FireFacts.ts";
import type { EndedFire } from "./judge.ts";
import { lookBack, raiseAlerts } from "./raiseAlerts.ts";
import { readEndedFires, readFirstFires } from "./readEndedFires.ts";
import { readFireFacts } from "./readFireFacts.ts";

/** Reads in the database of a source; null is the scheduler's own. */
export type OnSource = <A, E>(
  database: string | null,
  effect: Effect.Effect<A, E, Database>,
) => Effect.Effect<A, E | DatabaseError>;

/** What is watched, who is told, and how the sources' ledgers are reached. */
export interface WatchOptions {
  readonly schedules: ReadonlyArray<Schedule>;
  readonly settings: AlertSettings;
  readonly onSource: OnSource;
}

/** The clocks of schedulers differ, and what has ended is seen once it is committed. */
const margin = Duration.toMillis(Duration.minutes(5));

/** Ended fires that are looked at in one round, the newest. */
const mostFires = 200;

const patience = Duration.seconds(5);

const endOf = (fire: Fire) => fire.finishedAt?.getTime() ?? 0;
const keyOf = (fire: Fire) => `${fire.fireId}/${fire.resumedCount}/${endOf(fire)}`;

/**
 * Makes one look at everything that people may have to be told of: fires that ended under whichever scheduler, also while none ran, fires
 * under way, and the age of the data; what is new is written down and delivered, and so is what was not delivered before.
 *
 * A source's database that gives no answer within 5 seconds is left out: of its fires is told what the fires themselves say, and the rest
 * is looked at again in the next round.
 */
export const makeRound = ({
  schedules,
  settings,
  onSource,
}: WatchOptions): Effect.Effect<Effect.Effect<void, DatabaseError, Database | HttpClient.HttpClient>> =>
  Effect.sync(() => {
    const names = schedules.map(({ name }) => name);
    const databaseOf = new Map(schedules.map(({ name, database }) => [name, database]));
    /** Fires that were judged with all that there is to know of them. */
    const judged = new Map<string, number>();
    let since: number | null = null;

    /** What a source says; null when it says nothing, and then it is not asked again in this round. */
    const ask = <A, E extends { readonly message: string }>(
      silent: Set<string | null>,
      database: string | null,
      question: Effect.Effect<A, E, Database>,
    ): Effect.Effect<A | null> => {
      if (silent.has(database)) return Effect.succeed(null);
      return onSource(database, question).pipe(
        Effect.timeoutOrElse({
          duration: patience,
          orElse: () => Effect.fail({ message: `no answer within ${Duration.format(patience)}` }),
        }),
        Effect.catch(({ message }) => {
          silent.add(database);
          const line = Effect.logWarning("Cannot ask a source's database about alerts at the moment");
          return Effect.as(Effect.annotateLogs(line, { database, message }), null);
        }),
      );
    };

    const readFreshness = (silent: Set<string | null>) =>
      Effect.gen(function* () {
        const promised = schedules.filter(({ isEnabled, sla }) => isEnabled && sla.freshness !== null);
        const freshness = new Map<string, Freshness>();
        if (promised.length === 0) return freshness;
        const pauses = yield* readPauses;
        const firstFires = yield* readFirstFires;
        for (const { name, database } of promised) {
          const found = yield* ask(silent, database, readRuns);
          if (found === null) continue;
          freshness.set(name, {
            newestSuccessAt: found.lastSuccessAt === null ? null : new Date(found.lastSuccessAt * 1000),
            firstFireAt: firstFires.get(name) ?? null,
            pause: pauses.get(name) ?? null,
          });
        }
        return freshness;
      });

    const readFacts = (silent: Set<string | null>, fire: Fire) =>
      Effect.map(
        // A run that changed nothing has nothing to say.
        fire.status === "unchanged"
          ? Effect.succeed<FireFacts | null>({ step: null, failedChecks: [], loads: [] })
          : ask(silent, databaseOf.get(fire.schedule) ?? null, readFireFacts(fire)),
        (facts): EndedFire => ({ fire, facts }),
      );

    const look = Effect.gen(function* () {
      const now = yield* Clock.currentTimeMillis;
      const oldest = now - Duration.toMillis(lookBack);
      const silent = new Set<string | null>();
      const found = yield* readEndedFires({
        schedules: names,
        since: new Date(Math.max(oldest, since ?? oldest)),
        limit: mostFires,
      });
      const fresh = found.filter((fire) => !judged.has(keyOf(fire)));
      const ended = yield* Effect.forEach(fresh, (fire) => readFacts(silent, fire));
      const underWay = yield* readFires({ statuses: ["running"] });
      const alerts = yield* raiseAlerts({
        schedules,
        ended,
        underWay: underWay.filter(({ schedule }) => names.includes(schedule)),
        freshness: yield* readFreshness(silent),
        reminderInterval: settings.reminderInterval,
        now: new Date(now),
      });
      for (const { alertKey, kind, title } of alerts) {
        yield* Effect.annotateLogs(Effect.logInfo("Alert raised"), { alert: alertKey, kind, title });
      }
      const isKnown = ({ facts }: EndedFire) => facts !== null;
      for (const { fire } of ended.filter(isKnown)) judged.set(keyOf(fire), endOf(fire));
      const open = ended.filter((one) => !isKnown(one)).map(({ fire }) => endOf(fire));
      const next = Math.min(now - margin, ...open);
      since = next;
      for (const [key, end] of judged) if (end < next) judged.delete(key);
    });

    return look.pipe(
      Effect.andThen(deliverAlerts({ schedules, targets: settings.targets })),
      Effect.withSpan("alerts.round"),
    );
  });
