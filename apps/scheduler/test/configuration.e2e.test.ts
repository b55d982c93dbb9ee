import { describe, expect, test } from "vitest";
import { openSite } from "./support/openSite.ts";
import { never } from "./support/TestSite.ts";

const nowhere = "postgres://nobody@127.0.0.1:1/none";

describe.concurrent("a scheduler that cannot start", { timeout: 120_000 }, () => {
  test.for([
    ["TRIALFLOW_SCHEDULER_CRON", "61 * * * *"],
    ["TRIALFLOW_SCHEDULER_SHUTDOWN_TIMEOUT", "soon"],
    ["TRIALFLOW_RUNNER_PORT", "0"],
    ["TRIALFLOW_SCHEDULES", "/no/such/file.json"],
    ["TRIALFLOW_LOG_FORMAT", "xml"],
    ["DATABASE_URL", "not a url"],
  ] as const)("because of %s=%s ends with exit code 2 and one line that names it", async ([name, value], context) => {
    const { site } = await openSite(context);
    const scheduler = site.start({ DATABASE_URL: nowhere, TRIALFLOW_RUNNER_HOST: "one.example", [name]: value });
    expect(await scheduler.exitCode).toBe(2);
    expect(scheduler.strayOutput).toEqual([]);
    expect(scheduler.lines).toHaveLength(1);
    expect(scheduler.lines[0]?.level).toBe("ERROR");
    expect(JSON.stringify(scheduler.lines)).toContain(name);
  });

  test("because two sources share a database ends with exit code 2 and says which", async (context) => {
    const { site, ledger } = await openSite(context);
    const database = new URL(ledger.url).pathname.slice(1);
    await site.writeSchedules({ name: "one", source: "one", database }, { name: "two", source: "two" });
    const scheduler = site.startListed({ DATABASE_URL: ledger.url });
    expect(await scheduler.exitCode).toBe(2);
    expect(scheduler.lines).toHaveLength(1);
    expect(JSON.stringify(scheduler.lines)).toContain("expected one source in a database");
  });

  test("because its database cannot be reached ends with exit code 1", async (context) => {
    const { site } = await openSite(context);
    const scheduler = site.start({ DATABASE_URL: nowhere });
    expect(await scheduler.exitCode).toBe(1);
    expect(scheduler.strayOutput).toEqual([]);
    expect(scheduler.lines).toMatchObject([{ level: "ERROR", annotations: { failure: { error: "DatabaseError" } } }]);
  });

  test("because its port is taken ends with exit code 1", async (context) => {
    const { site, ledger } = await openSite(context);
    const other = await openSite(context);
    const first = site.start({ DATABASE_URL: ledger.url, TRIALFLOW_SCHEDULER_CRON: never });
    const { port } = new URL(await first.address());
    const second = other.site.start({
      DATABASE_URL: other.ledger.url,
      TRIALFLOW_SCHEDULER_CRON: never,
      TRIALFLOW_SCHEDULER_PORT: port,
    });
    expect(await second.exitCode).toBe(1);
    expect(second.strayOutput).toEqual([]);
    expect(JSON.stringify(second.lines)).toContain("EADDRINUSE");
  });
});
