import { appendAudit, Database, readChain, verifyChain } from "@trialflow/database";
import { Effect } from "effect";
import { expect, test } from "vitest";
import { createTestPipeline } from "../testPipeline.ts";

test("twenty transactions that write at the same time keep one chain, and those that roll back leave no gap", async () => {
  const pipeline = await createTestPipeline();
  const before = (await pipeline.run(readChain)).length;
  const write = (number: number) =>
    Effect.flatMap(Database, (database) =>
      database.transaction(
        { operation: "test", role: "trialflow_loader" },
        Effect.andThen(
          appendAudit({
            act: "test",
            subject: `writer ${number}`,
            runId: null,
            osUser: "tester",
            programVersion: "test",
            reason: null,
            details: {},
            contentHash: null,
          }),
          number % 5 === 0 ? Effect.fail("rolled back") : Effect.void,
        ),
      ),
    ).pipe(Effect.exit);
  await pipeline.run(
    Effect.forEach(
      Array.from({ length: 20 }, (_, n) => n),
      write,
      { concurrency: "unbounded" },
    ),
  );
  const chain = await pipeline.run(readChain);
  expect(chain).toHaveLength(before + 16);
  expect(verifyChain(chain)).toBeNull();
  const subjects = chain.slice(before).map(({ canonical }) => JSON.parse(canonical)[3]);
  expect(new Set(subjects)).toHaveLength(16);
});
