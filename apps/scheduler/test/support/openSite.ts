import { createTestDatabase, type TestDatabase } from "@trialflow/testing";
import type { TestContext } from "vitest";
import { TestLedger } from "./TestLedger.ts";
import { TestSite } from "./TestSite.ts";

/** A folder and a database of a test's own, which end with it. */
export const openSite = async (
  { onTestFinished }: Pick<TestContext, "onTestFinished">,
  database?: TestDatabase,
): Promise<{ readonly site: TestSite; readonly ledger: TestLedger }> => {
  const ledger = new TestLedger(database ?? (await createTestDatabase()));
  onTestFinished(() => ledger.close());
  const site = await TestSite.open();
  onTestFinished(() => site.close());
  return { site, ledger };
};
