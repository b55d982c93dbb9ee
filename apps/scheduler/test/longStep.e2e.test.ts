import { requestFire } from "@trialflow/operations";
import { expect, test } from "vitest";
import { openSite } from "./support/openSite.ts";
import { never } from "./support/TestSite.ts";
import { until } from "./support/until.ts";

const schedule = { name: "covid", source: "ctgov-covid19" };

test("a run whose step takes long has signs of life all the while", async (context) => {
  const { site, ledger } = await openSite(context);
  await site.putSample();
  await site.writeSchedules({ name: schedule.name, cron: never });
  const table = await ledger.hold("staging.trials");
  const { fireId } = await ledger.act(requestFire(schedule));
  site.startListed({ DATABASE_URL: ledger.url });
  await table.isWaitedFor();
  const heartbeat = async () => {
    const [run] = await ledger.sql<[{ at: Date }]>`select heartbeat_at as at from ops.runs`;
    return run.at.getTime();
  };
  const first = await heartbeat();
  await until(async () => ((await heartbeat()) > first + 5000 ? true : undefined));
  await table.release();
  expect(await ledger.ended(fireId)).toMatchObject({ status: "succeeded", attempts: [] });
});
