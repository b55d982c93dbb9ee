import type { Database } from "@trialflow/database";
import { Effect } from "effect";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { endFire, type Fire, makeWatch, type Schedule } from "../../src/index.ts";
import { fireOf, scheduleOf } from "./support/fires.ts";
import { createWatchLedger, keepLog, type WatchLedger } from "./support/watchLedger.ts";
import { alertIn, secret, startWebhook, type Webhook } from "./support/webhook.ts";

let ledger: WatchLedger;
let webhook: Webhook | null = null;
beforeAll(async () => {
  ledger = await createWatchLedger();
});
beforeEach(() => ledger.forget());
afterEach(async () => {
  await webhook?.stop();
  webhook = null;
});
afterAll(() => ledger.sql.end());

const listen = async (...how: Parameters<typeof startWebhook>): Promise<Webhook> => {
  webhook = await startWebhook(...how);
  return webhook;
};
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);
/** A fire that began half an hour before its end, so many minutes ago. */
const endedAgo = (status: Fire["status"], minutes: number, fields: Partial<Fire> = {}) =>
  fireOf(status, 1, {
    startedAt: ago(minutes + 30),
    finishedAt: ago(minutes),
    createdAt: ago(minutes + 30),
    scheduledAt: ago(minutes + 30),
    ...fields,
  });
const keyOf = (kind: string, { fireId, resumedCount }: Fire) => `${kind}/${fireId}/${resumedCount}`;
const keys = async () => (await ledger.alerts()).map(({ alert_key }) => alert_key);
const noSecret = async () => {
  expect(JSON.stringify(await ledger.alerts())).not.toContain(secret);
  expect(ledger.lines.join("\n")).not.toContain(secret);
};

test("a failure is written down, posted in Slack's format and noted as delivered; then its recovery", async () => {
  const { port, messages, taken } = await listen();
  const fire = endedAgo("failed", 10, { reason: "the header is <torn> & gone" });
  await ledger.insertFire(fire);
  const { look } = await ledger.watcher(ledger.watch([scheduleOf()], port));
  await look();
  await look();
  expect(await ledger.alerts()).toMatchObject([
    {
      alert_key: keyOf("run_failed", fire),
      kind: "run_failed",
      severity: "critical",
      schedule: "nightly",
      run_id: fire.runId,
      resolved_at: null,
      deliveries: [{ target: "team", attempts: 1, error: null, at: expect.stringMatching(/^\d{4}-.*Z$/) }],
    },
  ]);
  expect(messages).toHaveLength(1);
  expect(messages[0]).toMatchObject({
    path: `/services/${secret}?token=${secret}`,
    headers: { "content-type": "application/json" },
    body: {
      text: "[critical] nightly failed",
      attachments: [
        {
          color: "#e01e5a",
          text: expect.stringMatching(/^the header is &lt;torn&gt; &amp; gone\. Look: trialflow runs show /),
          footer: "Trialflow",
          fields: expect.arrayContaining([
            { title: "schedule", value: "nightly", short: true },
            { title: "runbook", value: "docs/runbook.md#trialflowrunfailed", short: true },
          ]),
        },
      ],
    },
  });
  expect(messages[0]?.headers["traceparent"]).toBeUndefined();
  await ledger.insertFire(endedAgo("succeeded", 5));
  await look();
  expect(taken()).toEqual([keyOf("run_failed", fire), `recovered/${keyOf("run_failed", fire)}`]);
  expect(messages[1]?.body).toMatchObject({ text: "[info] nightly is well again" });
  expect((await ledger.alerts())[0]?.resolved_at).toEqual(expect.any(Date));
  await noSecret();
});

test("five watches at the same time tell each thing once", async () => {
  const { port, taken } = await listen();
  const schedules = ["a", "b", "c"].map((name) => scheduleOf({ name, sla: { duration: "20 minutes" } }));
  const fires = schedules.flatMap(({ name }) => [
    endedAgo("failed", 40, { schedule: name }),
    endedAgo("failed", 30, { schedule: name }),
    endedAgo("succeeded", 20, { schedule: name }),
  ]);
  for (const fire of fires) await ledger.insertFire(fire);
  const watchers = await Promise.all(Array.from({ length: 5 }, () => ledger.watcher(ledger.watch(schedules, port))));
  await Promise.all(watchers.map(({ look }) => look()));
  await Promise.all(watchers.map(({ look }) => look()));
  const written = await keys();
  expect(written).toHaveLength(9);
  expect(taken().toSorted()).toEqual(written.toSorted());
  expect((await ledger.alerts()).every(({ deliveries }) => deliveries.length === 1)).toBe(true);
});

test("an alert is delivered once when its webhook is there again, by whichever watch", async () => {
  const { port, stop } = await listen();
  await stop();
  const fire = endedAgo("failed", 1);
  await ledger.insertFire(fire);
  const options = ledger.watch([scheduleOf()], port);
  const [first, second] = [await ledger.watcher(options), await ledger.watcher(options)];
  await first.look();
  expect(await ledger.alerts()).toMatchObject([
    { deliveries: [{ target: "team", attempts: 3, error: "ECONNREFUSED" }] },
  ]);
  expect(ledger.lines.join("\n")).toMatch(/An alert was not delivered.*"attempts":3.*ECONNREFUSED/);
  const up = await listen(() => 200, port);
  // It waits before it tries again.
  await second.look();
  expect(up.messages).toHaveLength(0);
  await ledger.sql`update ops.alerts set deliveries = jsonb_set(deliveries, '{0,at}', '"2020-01-01T00:00:00.000Z"')`;
  await Promise.all([first.look(), second.look(), second.look()]);
  expect(up.taken()).toEqual([keyOf("run_failed", fire)]);
  expect(await ledger.alerts()).toMatchObject([{ deliveries: [{ attempts: 4, error: null }] }]);
  await noSecret();
});

test("a webhook that fails or is busy is tried again at once, one that refuses is not", async () => {
  const busy = await listen((number) => ({ 1: 500, 2: 429 })[number] ?? 200);
  const fire = endedAgo("failed", 1);
  await ledger.insertFire(fire);
  await (await ledger.watcher(ledger.watch([scheduleOf()], busy.port))).look();
  expect(busy.messages.map(({ status }) => status)).toEqual([500, 429, 200]);
  expect(await ledger.alerts()).toMatchObject([{ deliveries: [{ attempts: 3, error: null }] }]);
  await busy.stop();
  await ledger.sql`truncate ops.alerts`;
  for (const status of [404, 302]) {
    const strict = await listen(() => status);
    await (await ledger.watcher(ledger.watch([scheduleOf()], strict.port))).look();
    expect(strict.messages).toHaveLength(1);
    expect(await ledger.alerts()).toMatchObject([
      { deliveries: [{ attempts: 1, error: `status ${status}, expected 2xx` }] },
    ]);
    await strict.stop();
    await ledger.sql`truncate ops.alerts`;
  }
  await noSecret();
});

test("a webhook that never answers holds nobody up for long, and the other targets get theirs", async () => {
  const silent = await listen(() => null);
  const other = await startWebhook();
  try {
    await ledger.insertFire(endedAgo("failed", 3));
    await ledger.insertFire(endedAgo("failed", 2, { schedule: "weekly" }));
    const options = ledger.watch([scheduleOf(), scheduleOf({ name: "weekly" })], silent.port);
    const more = ledger.watch([], other.port).settings.targets.map((target) => ({ ...target, name: "oncall" }));
    const settings = { ...options.settings, targets: [...options.settings.targets, ...more] };
    await (await ledger.watcher({ ...options, settings })).look();
    expect(other.taken()).toHaveLength(2);
    // After the first alert it is let alone for this round.
    expect(new Set(silent.messages.map(({ body }) => alertIn(body))).size).toBe(1);
    const failures = (await ledger.alerts()).flatMap(({ deliveries }) =>
      deliveries.filter(({ error }) => error !== null),
    );
    expect(failures).toMatchObject([{ target: "team", error: expect.stringMatching(/^no answer within /) }]);
  } finally {
    await other.stop();
  }
});

test("an alert that is over when it arrives says so", async () => {
  const { port, messages } = await listen();
  await ledger.insertFire(endedAgo("failed", 40));
  await ledger.insertFire(endedAgo("unchanged", 20));
  await (await ledger.watcher(ledger.watch([scheduleOf()], port))).look();
  expect(messages.map(({ body }) => body.text)).toEqual([
    expect.stringMatching(/^\[critical\] nightly failed \(over since .* UTC\)$/),
    "[info] nightly is well again",
  ]);
});

test("a schedule's alerts go to the targets that it names, and what it does not know is another's", async () => {
  const { port, taken } = await listen();
  const schedules = [scheduleOf({ alerts: [] }), scheduleOf({ name: "weekly", alerts: ["team"] })];
  const fire = endedAgo("failed", 2, { schedule: "weekly" });
  await ledger.insertFire(endedAgo("failed", 3));
  await ledger.insertFire(fire);
  await ledger.insertFire(endedAgo("failed", 3, { schedule: "unknown" }));
  await (await ledger.watcher(ledger.watch(schedules, port))).look();
  expect(await keys()).toHaveLength(2);
  expect(taken()).toEqual([keyOf("run_failed", fire)]);
});

test("without any target alerts are in the ledger", async () => {
  const fire = endedAgo("timed_out", 2);
  await ledger.insertFire(fire);
  await (await ledger.watcher(ledger.watch([scheduleOf()]))).look();
  expect(await ledger.alerts()).toMatchObject([{ alert_key: keyOf("run_failed", fire), deliveries: [] }]);
});

test("fires under way that take too long and data that grow old are told", async () => {
  const schedules = [scheduleOf({ sla: { duration: "10 minutes", freshness: "1 hour" } })];
  const running = endedAgo("running", 0, { startedAt: ago(15), finishedAt: null, createdAt: ago(180) });
  await ledger.insertFire(running);
  const { look } = await ledger.watcher(ledger.watch(schedules));
  await look();
  await look();
  expect(await ledger.alerts()).toMatchObject([
    { alert_key: keyOf("sla_missed", running), severity: "warning" },
    { kind: "stale_data", message: expect.stringMatching(/^None of its runs has ended well since its first fire of /) },
  ]);
  const later = endedAgo("cancelled", 1);
  await ledger.insertFire(later);
  await look();
  expect(await keys()).toHaveLength(2);
});

describe("a watch beside the scheduler", () => {
  const beside = (
    own: WatchLedger,
    schedules: ReadonlyArray<Schedule>,
    run: (tell: Effect.Success<ReturnType<typeof makeWatch>>) => Effect.Effect<unknown, unknown, Database>,
  ) =>
    Effect.runPromise(
      Effect.scoped(Effect.flatMap(makeWatch(own.watch(schedules, webhook?.port)), run)).pipe(
        Effect.provide([own.layer, keepLog(own.lines)]),
      ),
    );
  const until = (isDone: () => boolean): Effect.Effect<void> =>
    Effect.suspend(() => (isDone() ? Effect.void : Effect.andThen(Effect.sleep("20 millis"), until(isDone))));

  test("finds what ended while nobody watched, and is told at once of what ends now", async () => {
    const { taken } = await listen();
    const [before, now] = [endedAgo("failed", 300), endedAgo("running", 0, { finishedAt: null })];
    await ledger.insertFire(before);
    await ledger.insertFire(now);
    await beside(ledger, [scheduleOf()], (tell) =>
      Effect.gen(function* () {
        yield* until(() => taken().length >= 1);
        const ended = yield* endFire({ ...now, status: "succeeded", reason: null, runId: now.runId });
        yield* tell([]);
        yield* tell(ended === null ? [] : [ended]);
        yield* until(() => taken().length >= 2);
      }),
    );
    expect(taken()).toEqual([keyOf("run_failed", before), `recovered/${keyOf("run_failed", before)}`]);
  });

  test("brings a delivery to its end when it is told to stop, so that nobody else makes it again", async () => {
    const { port, messages } = await listen(() => 200, 0, 500);
    await ledger.insertFire(endedAgo("failed", 1));
    await beside(ledger, [scheduleOf()], () => until(() => messages.length > 0));
    expect(await ledger.alerts()).toMatchObject([{ deliveries: [{ attempts: 1, error: null }] }]);
    await (await ledger.watcher(ledger.watch([scheduleOf()], port))).look();
    expect(messages).toHaveLength(1);
  });

  test("goes on while its database is gone, and tells what it missed when it is back", async () => {
    const { taken } = await listen();
    const own = await createWatchLedger();
    const name = new URL(own.url).pathname.slice(1);
    const fire = endedAgo("failed", 1);
    const shut = async (isOpen: boolean) => {
      await ledger.sql.unsafe(`alter database ${name} with allow_connections ${isOpen}`);
      if (!isOpen) await ledger.sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`;
    };
    const complaints = () => own.lines.filter((line) => line.includes("Cannot look for alerts at the moment")).length;
    await beside(own, [scheduleOf()], (tell) =>
      Effect.gen(function* () {
        yield* Effect.promise(() => shut(false));
        for (let round = 0; round < 3; round++) {
          const before = complaints();
          yield* tell([fire]);
          yield* until(() => complaints() > before);
        }
        yield* Effect.promise(() => shut(true));
        yield* Effect.promise(() => own.insertFire(fire));
        yield* tell([fire]);
        yield* until(() => taken().length > 0);
      }),
    );
    expect(taken()).toEqual([keyOf("run_failed", fire)]);
    await own.sql.end();
  });
});
