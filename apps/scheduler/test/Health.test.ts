import { fireStatuses } from "@trialflow/schema";
import { expect, test } from "vitest";
import { health } from "../src/Health.ts";

const facts = { startedAt: new Date(0), nextTickAt: new Date(60_000), lastFire: null, isDatabaseAnswering: true };

test("is ok before the first fire has ended", () => {
  expect(health(facts)).toEqual({
    status: "ok",
    startedAt: "1970-01-01T00:00:00.000Z",
    nextTickAt: "1970-01-01T00:01:00.000Z",
    lastFire: null,
    database: "ok",
  });
});

test("is degraded after every fire that did not do its work", () => {
  const degraded = fireStatuses.filter((status) => {
    const lastFire = { fireId: "x", schedule: "nightly", status, finishedAt: "1970-01-01T00:00:30.000Z" };
    return health({ ...facts, lastFire }).status === "degraded";
  });
  expect(degraded).toEqual(fireStatuses.filter((status) => !["succeeded", "unchanged"].includes(status)));
});

test("is degraded without the database", () => {
  expect(health({ ...facts, isDatabaseAnswering: false })).toMatchObject({
    status: "degraded",
    database: "unreachable",
  });
});

test("has no next tick when no schedule is enabled", () => {
  expect(health({ ...facts, nextTickAt: null })).toMatchObject({ status: "ok", nextTickAt: null });
});
