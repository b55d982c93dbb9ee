import { requestFire } from "@trialflow/operations";
import { expect, type TestContext, test } from "vitest";
import { openSite } from "./support/openSite.ts";
import { never } from "./support/TestSite.ts";

const good = { name: "good", source: "good" };
const bad = { name: "bad", source: "bad" };

/** Two sources, each in a database of its own, whose schedules and fires stand in a third. */
const openSources = async (context: TestContext) => {
  const { site, ledger } = await openSite(context);
  const { ledger: goods } = await openSite(context);
  const { ledger: bads } = await openSite(context);
  const databaseOf = ({ url }: { readonly url: string }) => new URL(url).pathname.slice(1);
  const badFile = await site.write("bad.csv", "this is\nno table of trials\n");
  await site.putSample();
  await site.writeSchedules(
    { ...good, cron: never, database: databaseOf(goods), files: [site.path("inbox", "*.csv")] },
    { ...bad, cron: never, database: databaseOf(bads), files: [badFile] },
  );
  return { site, ledger, goods, bads };
};

test("two sources with databases of their own are brought in side by side; what fails one leaves the other alone", async (context) => {
  const { site, ledger, goods, bads } = await openSources(context);
  const table = await bads.hold("ops.steps");
  const poisoned = await ledger.act(requestFire(bad));
  site.startListed({ DATABASE_URL: ledger.url });
  await table.isWaitedFor();
  const first = await ledger.act(requestFire(good));
  expect(await ledger.ended(first.fireId)).toMatchObject({ status: "succeeded", source: "good" });
  expect(await ledger.fires()).toMatchObject([{ status: "running" }, { status: "succeeded" }]);
  await table.release();
  expect(await ledger.ended(poisoned.fireId)).toMatchObject({ status: "failed", source: "bad" });
  const second = await ledger.act(requestFire(good));
  expect(await ledger.ended(second.fireId)).toMatchObject({ status: "unchanged" });

  expect(await goods.runs()).toMatchObject([
    { run_id: first.fireId, status: "succeeded" },
    { run_id: second.fireId, status: "unchanged" },
  ]);
  expect(await goods.count("analytics.trials")).toBeGreaterThan(100);
  expect(await bads.runs()).toMatchObject([{ run_id: poisoned.fireId, status: "failed" }]);
  expect(await bads.count("analytics.trials")).toBe(0);
  expect(await ledger.runs()).toEqual([]);
  expect(await goods.fires()).toEqual([]);
});
