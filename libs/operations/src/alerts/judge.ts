import type { Duration } from "effect";
import type { Fire } from "../fires/Fire.ts";
import type { Schedule } from "../schedules/Schedule.ts";
import type { Alert, Resolution, StandingAlert, Verdict } from "./Alert.ts";
import { alertsOfDuration } from "./alertsOfDuration.ts";
import { alertsOfEnd } from "./alertsOfEnd.ts";
import { alertsOfFreshness, type Freshness } from "./alertsOfFreshness.ts";
import { alertsOfLoads } from "./alertsOfLoads.ts";
import type { FireFacts } from "./FireFacts.ts";
import { reminders } from "./reminders.ts";
import { afterVerdict } from "./standing.ts";

/** A fire that has ended, with what its source's database says of it; null where that one gives no answer. */
export interface EndedFire {
  readonly fire: Fire;
  readonly facts: FireFacts | null;
}

/** What a watch has seen. */
export interface Observation {
  readonly schedules: ReadonlyArray<Schedule>;
  readonly ended: ReadonlyArray<EndedFire>;
  readonly underWay: ReadonlyArray<Fire>;
  /** By the schedule's name; of those whose source gives no answer, none. */
  readonly freshness: ReadonlyMap<string, Freshness>;
  readonly reminderInterval: Duration.Duration | null;
  readonly now: Date;
}

const endOf = ({ fire }: EndedFire) => fire.finishedAt?.getTime() ?? 0;

/**
 * Decides what people are to be told and what is over, by what was seen and what the ledger of alerts says already. What was told once has
 * its key there and is left out, so that whoever judges the same twice, late or at the same time as another, tells it once.
 */
export const judge = (standing: ReadonlyArray<StandingAlert>, seen: Observation): Verdict => {
  const { now } = seen;
  const known = new Set(standing.map(({ alertKey }) => alertKey));
  const byName = new Map(seen.schedules.map((schedule) => [schedule.name, schedule]));
  const raised: Array<Alert> = [];
  const resolved: Array<Resolution> = [];
  let present = standing;
  const take = (verdict: Verdict) => {
    const news = verdict.raised.filter(({ alertKey }) => !known.has(alertKey));
    for (const { alertKey } of news) known.add(alertKey);
    raised.push(...news);
    resolved.push(...verdict.resolved);
    present = afterVerdict(present, { raised: news, resolved: verdict.resolved }, now);
  };
  for (const { fire, facts } of seen.ended.toSorted((a, b) => endOf(a) - endOf(b))) {
    const schedule = byName.get(fire.schedule);
    if (schedule === undefined) continue;
    take(alertsOfEnd(fire, facts, present));
    take(alertsOfDuration(fire, schedule, present, now));
    take(alertsOfLoads(fire, facts, present));
  }
  for (const fire of seen.underWay) {
    const schedule = byName.get(fire.schedule);
    if (schedule !== undefined) take(alertsOfDuration(fire, schedule, present, now));
  }
  for (const schedule of seen.schedules) {
    const freshness = seen.freshness.get(schedule.name);
    if (freshness !== undefined) take(alertsOfFreshness(schedule, freshness, present, now));
  }
  take(reminders(present, new Set(byName.keys()), seen.reminderInterval, now));
  return { raised, resolved };
};
