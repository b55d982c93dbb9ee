import { runStatuses } from "@trialflow/schema";
import { expect, test } from "vitest";
import { health } from "../src/Health.ts";

const facts = { startedAt: 0, nextRunAt: 60_000, lastRun: null, isDatabaseAnswering: true };

test("is ok before the first run", () => {
  expect(health(facts)).toEqual({
    status: "ok",
    startedAt: "1970-01-01T00:00:00.000Z",
    nextRunAt: "1970-01-01T00:01:00.000Z",
    lastRun: null,
    database: "ok",
  });
});

test("is degraded after every run that did not do its work", () => {
  const degraded = runStatuses.filter((status) => {
    const lastRun = { runId: "x", status, finishedAt: "1970-01-01T00:00:30.000Z" };
    return health({ ...facts, lastRun }).status === "degraded";
  });
  expect(degraded).toEqual(runStatuses.filter((status) => !["succeeded", "unchanged"].includes(status)));
});

test("is degraded without the database", () => {
  expect(health({ ...facts, isDatabaseAnswering: false })).toMatchObject({
    status: "degraded",
    database: "unreachable",
  });
});
