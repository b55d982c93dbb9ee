import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Database } from "@trialflow/database";
import {
  beginFires,
  endFire,
  type Fire,
  type FireEnd,
  noteAttempt,
  schedulerApplicationName,
} from "@trialflow/operations";
import { createTestDatabase } from "@trialflow/testing";
import { Effect, Redacted } from "effect";
import type postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { start, trialflow } from "./support/cliProcess.ts";
import { createWorkspace, type Workspace } from "./support/workspace.ts";

let workspace: Workspace;
let env: Record<string, string>;
let sql: postgres.Sql;
const nobody = "00000000-0000-4000-8000-000000000000";

const cli = (...args: ReadonlyArray<string>) => trialflow(args, env);
const json = async (...args: ReadonlyArray<string>) => JSON.parse((await cli(...args, "--json")).stdout);

/** Does what a scheduler does with the ledger. */
const asScheduler = <A, E>(effect: Effect.Effect<A, E, Database>) =>
  Effect.runPromise(
    effect.pipe(Effect.provide(Database.layerUrl(Redacted.make(env["DATABASE_URL"] ?? "")))) as Effect.Effect<A, E>,
  );
const begin = async (): Promise<Fire> => {
  for (let tries = 0; ; tries++) {
    if (tries > 100) throw new Error("nothing was queued");
    const [fire] = await asScheduler(beginFires({ runner: "host:9001", schedules: ["nightly", "weekly", "hourly"] }));
    if (fire !== undefined) return fire;
  }
};
const end = (
  { fireId, resumedCount }: Fire,
  status: FireEnd,
  reason: string | null = null,
  runId: string | null = null,
) => asScheduler(endFire({ fireId, resumedCount, status, reason, runId }));

beforeAll(async () => {
  workspace = await createWorkspace();
  const schedules = join(workspace.folder, "schedules.json");
  await writeFile(
    schedules,
    JSON.stringify({
      schedules: [
        { name: "weekly", cron: "30 4 * * 1", timeZone: "Europe/Berlin", timeout: "45 minutes" },
        { name: "hourly", cron: "0 * * * *", isEnabled: false },
      ],
    }),
  );
  env = { ...workspace.env, TRIALFLOW_SCHEDULES: schedules };
  sql = workspace.database.connect();
});
afterAll(async () => {
  await sql.end();
  await workspace.remove();
});

describe("before anything was prepared", () => {
  test("the schedules are listed all the same", async () => {
    const { code, stdout, stderr } = await cli("schedule", "list");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^schedule +when +source +state +last fire +next tick\n/);
    expect(stdout).toMatch(
      /\nnightly +0 3 \* \* \* \(UTC\) +ctgov-covid19 +enabled +never +\d{4}-\d\d-\d\d 03:00:00 UTC\n/,
    );
    expect(stdout).toMatch(/\nhourly +0 \* \* \* \* \(UTC\) +ctgov-covid19 +disabled +never +none\n/);
    expect((await cli("runs", "list")).stdout).toBe("Nothing ran, and nothing waits.\n");
  });

  test("whatever needs a ledger says that there is none", async () => {
    for (const args of [
      ["schedule", "run", "nightly"],
      ["schedule", "pause", "nightly", "--reason", "x"],
      ["schedule", "backfill", "nightly", "--from", "2026-06-01", "--to", "2026-06-01"],
      ["runs", "show", nobody],
    ]) {
      expect(await cli(...args)).toMatchObject({ code: 2, stderr: expect.stringContaining("There is no ledger here") });
    }
  });
});

describe("with a ledger", () => {
  beforeAll(async () => {
    expect((await cli("db", "migrate")).code).toBe(0);
  });

  test("a fire is queued by hand, and it is told that no scheduler runs, or that one does", async () => {
    const first = await cli("schedule", "run", "nightly", "--reason", "a new file");
    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(first.stdout).toMatch(
      /^Queued fire [0-9a-f-]{36} of "nightly"\. No scheduler seems to run on this database/,
    );
    const session = await sql.reserve();
    await session`set application_name = ${session.unsafe(`'${schedulerApplicationName}'`)}`;
    const second = await json("schedule", "run", "nightly");
    await session`reset application_name`;
    session.release();
    expect(second).toMatchObject({ status: "queued", isSchedulerSeen: true, fire: { kind: "manual" } });
    const cancelled = await cli("runs", "cancel", second.fire.fireId.slice(0, 8), "--reason", "twice");
    expect(cancelled.stdout).toContain("which had not begun");
    await end(await begin(), "succeeded");
    expect(await json("schedule", "show", "nightly")).toMatchObject({
      fires: [
        { status: "cancelled", reason: expect.stringContaining(": twice") },
        { status: "succeeded", reason: null, runner: "host:9001" },
      ],
    });
  });

  test.each([
    ["succeeded", 0],
    ["unchanged", 0],
    ["gate_failed", 3],
    ["failed", 1],
    ["timed_out", 1],
    ["cancelled", 1],
  ] as const)("waiting for a fire that ends as %s ends with code %i", async (status, code) => {
    const waiting = start(["schedule", "run", "weekly", "--wait"], env);
    const fire = await begin();
    await waiting.hasTold(`fire ${fire.fireId} is running on host:9001`);
    await end(fire, status, code === 0 ? null : "because");
    const { code: found, stdout, stderr } = await waiting.finished;
    expect(found).toBe(code);
    expect(stdout).toContain(`Fire ${fire.fireId} of "weekly" ${status.replace("_", " ")}`);
    if (code !== 0)
      expect(stderr).toContain(`error: Fire ${fire.fireId} of "weekly" ended as ${status.replace("_", " ")}: because`);
  });

  test("waiting for JSON prints one document, also for a failure", async () => {
    const waiting = start(["schedule", "run", "weekly", "--wait", "--json"], env);
    await end(await begin(), "failed", "no network");
    const { code, stdout } = await waiting.finished;
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ status: "failed", fire: { reason: "no network", schedule: "weekly" } });
  });

  test("a schedule is paused with a reason, shows so, and is resumed", async () => {
    const paused = await cli("schedule", "pause", "nightly", "--reason", "the registry is down");
    expect(paused).toMatchObject({ code: 0, stdout: expect.stringContaining('Paused "nightly".') });
    const again = await cli("schedule", "pause", "nightly", "--reason", "another");
    expect(again.stdout).toMatch(
      /^"nightly" has been paused since .+: the registry is down\. Nothing was changed\.\n$/,
    );
    const { stdout } = await cli("schedule", "list");
    expect(stdout).toMatch(/\nnightly .+ paused .+\n/);
    expect(stdout).toMatch(/\n\nnightly is paused since .+ by .+: the registry is down\n$/);
    expect((await json("schedule", "list")).schedules[0]).toMatchObject({ pause: { reason: "the registry is down" } });
    expect((await cli("schedule", "resume", "nightly")).stdout).toMatch(/^Resumed "nightly", which was paused since /);
    expect((await cli("schedule", "resume", "nightly")).stdout).toBe('"nightly" is not paused. Nothing was changed.\n');
    expect((await cli("audit", "list", "--limit", "2")).stdout).toMatch(
      /schedule_resume[\s\S]+schedule_pause.+the registry is down/,
    );
  });

  test("a backfill queues a fire per tick of the days, tells what it left out, and fires again where asked to", async () => {
    const days = ["schedule", "backfill", "nightly", "--from", "2026-06-01", "--to", "2026-06-03"];
    const { code, stdout } = await cli(...days);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^Queued 3 fires of "nightly", from 2026-06-01 03:00:00 UTC to 2026-06-03 03:00:00 UTC, the oldest first\. No scheduler/,
    );
    const first = await begin();
    expect(first.scheduledAt.toISOString()).toBe("2026-06-01T03:00:00.000Z");
    await end(first, "succeeded");
    expect((await cli(...days)).stdout).toMatch(
      /^Queued nothing of "nightly"\.\n\nLeft out, [\s\S]+succeeded[\s\S]+queued[\s\S]+queued/,
    );
    const again = await json(...days, "--again", "--reason", "lost");
    expect(again).toMatchObject({ queued: [{ kind: "backfill", reason: "lost" }], leftOut: [{}, {}] });
    for (let left = 3; left > 0; left--) await end(await begin(), "unchanged");
  });

  test("runs of commands and fires are listed together, and filtered", async () => {
    const file = await workspace.writeTrials("trials.csv", 30);
    expect((await cli("run", "--file", file)).code).toBe(0);
    const { runs } = await json("runs", "list");
    expect(runs[0]).toMatchObject({ fire: null, run: { program: "run", status: "succeeded" } });
    expect(runs.length).toBeGreaterThan(5);
    const { stdout } = await cli("runs", "list", "--limit", "2");
    expect(stdout).toMatch(
      /^id +begun or queued +what +for +status +time\n[0-9a-f]{8} .+ command run .+ succeeded .+\n[0-9a-f]{8} .+ nightly, backfill .+\n$/,
    );
    const failed = await json("runs", "list", "--schedule", "weekly", "--status", "failed");
    expect(failed.runs.map(({ fire }: { fire: Fire }) => [fire.schedule, fire.status])).toEqual([
      ["weekly", "failed"],
      ["weekly", "failed"],
    ]);
  });

  test("a fire is shown with its run's steps, its attempts and its failure, and goes on when it is resumed", async () => {
    const [{ run_id: runId }] = (await sql`select run_id from ops.runs where program = 'run'`) as unknown as [
      { run_id: string },
    ];
    const queued = await json("schedule", "run", "nightly");
    const fire = await begin();
    await asScheduler(
      noteAttempt(fire.fireId, {
        at: "2026-06-01T03:00:05.000Z",
        step: "load",
        error: "no network",
        isRetryable: true,
      }),
    );
    await end(fire, "failed", "no network after 5 attempts", runId);
    const id = queued.fire.fireId.slice(0, 8);
    const { code, stdout } = await cli("runs", "show", id);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^fire +[0-9a-f-]{36}\nschedule +nightly\n/);
    expect(stdout).toMatch(/\nstatus +failed: no network after 5 attempts\n/);
    expect(stdout).toMatch(/\nAttempts that failed\n {2}2026-06-01 03:00:05 UTC {2}load {2}no network\n/);
    expect(stdout).toMatch(/\nSteps\n {2}step +of +status +rows in +out +set aside +time +runner\n[\s\S]+ {2}publish /);
    // A run is found by its own number as well, with the fire that it carried out.
    expect(await json("runs", "show", runId)).toMatchObject({
      fire: { fireId: fire.fireId },
      run: { runId, carrier: "process" },
      steps: expect.arrayContaining([expect.objectContaining({ name: "publish", durationMs: expect.any(Number) })]),
    });
    expect((await cli("runs", "resume", id, "--reason", "the network is back")).stdout).toContain(
      "again. No scheduler seems",
    );
    const resumed = await begin();
    expect(resumed).toMatchObject({ fireId: fire.fireId, resumedCount: 1, runId });
    expect((await cli("runs", "cancel", id)).stdout).toContain("Told the schedulers to cancel");
    expect((await json("runs", "show", id)).fire).toMatchObject({ status: "cancelling" });
    await end(resumed, "cancelled", "cancelled by a person");
    expect((await cli("runs", "show", id)).stdout).toMatch(/\nresumed +1 times?\n/);
  });

  test("of a source with a database of its own the run is read there", async () => {
    const other = await createTestDatabase();
    const database = new URL(other.url).pathname.slice(1);
    const file = join(workspace.folder, "other.json");
    await writeFile(file, JSON.stringify({ schedules: [{ name: "hourly", source: "euctr", database }] }));
    const runId = "7b6e2a52-5a4f-4f43-a6b7-5c1e0b6f7c11";
    const otherSql = other.connect();
    await otherSql`insert into ops.runs (run_id, program, status, started_at, program_version, os_user, host, arguments)
      values (${runId}, 'scheduler', 'succeeded', now(), '1', 'ada', 'there', '{}')`;
    await otherSql.end();
    const variables = { ...env, TRIALFLOW_SCHEDULES: file };
    await trialflow(["schedule", "run", "hourly"], variables);
    const fire = await begin();
    await end(fire, "succeeded", null, runId);
    const shown = JSON.parse((await trialflow(["runs", "show", fire.fireId, "--json"], variables)).stdout);
    expect(shown).toMatchObject({ run: { runId, host: "there" }, trouble: null });
    await writeFile(file, JSON.stringify({ schedules: [{ name: "hourly", source: "euctr", database: "gone" }] }));
    const { code, stdout } = await trialflow(["runs", "show", fire.fireId], variables);
    expect(code).toBe(0);
    expect(stdout).toContain(`Its run ${runId} cannot be read: `);
  });

  test.each([
    [
      ["schedule", "show", "nigthly"],
      2,
      'There is no schedule "nigthly". Did you mean nightly? Expected one of: nightly',
    ],
    [["schedule", "run", "none-such"], 2, "Expected one of: nightly, weekly, hourly"],
    [["schedule", "pause", "nightly", "--reason", " "], 2, "A pause needs a reason"],
    [["schedule", "pause", "nightly"], 2, "--reason"],
    [
      ["schedule", "backfill", "nightly", "--from", "2026-06-31", "--to", "2026-07-01"],
      2,
      '--from is "2026-06-31"; expected a day',
    ],
    [["schedule", "backfill", "nightly", "--from", "2026-06-02", "--to", "2026-06-01"], 2, "expected an earlier day"],
    [
      ["schedule", "backfill", "nightly", "--from", "2999-06-01", "--to", "2999-06-02"],
      2,
      "has no tick from 2999-06-01",
    ],
    [["schedule", "backfill", "hourly", "--from", "2020-01-01", "--to", "2025-01-01"], 2, "more than 1000 ticks"],
    [["runs", "list", "--status", "runing"], 2, 'There is no status "runing". Did you mean running?'],
    [["runs", "list", "--schedule", "dayly"], 2, 'There is no schedule "dayly".'],
    [["runs", "list", "--limit", "0"], 2, "--limit is 0; expected 1 or more"],
    [["runs", "show", "17"], 1, '"17" is no number of a run or a fire; expected one that `trialflow runs list` shows'],
    [["runs", "show", "00000000"], 1, "There is no run and no fire 00000000. The newest are "],
    [["runs", "resume", "ffffffff"], 1, "There is no run and no fire ffffffff."],
  ] as const)("%j is refused with what was found and expected", async (args, code, words) => {
    expect(await cli(...args)).toMatchObject({ code, stdout: "", stderr: expect.stringContaining(words) });
    expect(JSON.parse((await cli(...args, "--json")).stdout)).toMatchObject({ status: "failed" });
  });

  test("a command's run can be neither cancelled nor resumed from here, and it is told how", async () => {
    await sql`insert into ops.runs (run_id, program, status, started_at, program_version, os_user, host, arguments)
      values (${nobody}, 'run', 'running', now(), '1', 'ada', 'there', '{}')`;
    expect(await cli("runs", "cancel", nobody)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("End it on there, by Ctrl-C or SIGTERM to its process."),
    });
    expect((await cli("runs", "resume", nobody)).stderr).toContain("Give the command again: finished steps are kept");
  });

  test("schedules that are wrong are told by every command", async () => {
    const file = join(workspace.folder, "wrong.json");
    await writeFile(file, JSON.stringify({ schedules: [{ name: "weekly", cron: "61 * * * *" }] }));
    for (const args of [
      ["schedule", "list"],
      ["schedule", "run", "nightly"],
    ]) {
      const { code, stderr } = await trialflow(args, { ...env, TRIALFLOW_SCHEDULES: file });
      expect(code).toBe(1);
      expect(stderr).toContain('schedules[0] ("weekly").cron is "61 * * * *"; expected a cron expression');
    }
  });
});
