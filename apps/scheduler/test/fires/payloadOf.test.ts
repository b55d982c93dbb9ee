import { Schema } from "effect";
import { expect, test } from "vitest";
import { CarriedRun } from "../../src/engine/payloads.ts";
import { payloadOf } from "../../src/fires/payloadOf.ts";
import { testSchedule } from "./testSchedule.ts";

const fire = {
  fireId: "0b3ad2a2-3c0c-4a25-8b08-5c3f8d8a6c01",
  schedule: "weekly",
  source: "euctr",
  kind: "tick" as const,
  scheduledAt: new Date("2026-06-01T03:00:00Z"),
  status: "running" as const,
  reason: null,
  requestedBy: null,
  attempts: [],
  resumedCount: 2,
  runId: null,
  runner: "one:1",
  createdAt: new Date("2026-06-01T03:00:01Z"),
  startedAt: new Date("2026-06-01T03:00:02Z"),
  finishedAt: null,
};

const schedule = testSchedule({
  name: "weekly",
  source: "euctr",
  database: "trialflow_euctr",
  files: ["/data/*.csv"],
  extent: "increment",
  isInsertedIntoPast: true,
  retry: { attempts: 7, firstDelay: "90 seconds", maxDelay: "1 hour" },
});

test("the run has the fire's number and life, and what the schedule says of files, database and retries", () => {
  expect(payloadOf(fire, schedule)).toEqual({
    runId: fire.fireId,
    resumedCount: 2,
    schedule: "weekly",
    source: "euctr",
    database: "trialflow_euctr",
    files: ["/data/*.csv"],
    extent: "increment",
    isInsertedIntoPast: true,
    scheduledAt: "2026-06-01T03:00:00.000Z",
    retry: { attempts: 7, firstDelayMs: 90_000, maxDelayMs: 3_600_000 },
  });
});

test("a payload travels as JSON and stays what it is", () => {
  const payload = payloadOf(fire, schedule);
  const json = JSON.stringify(Schema.encodeSync(CarriedRun)(payload));
  expect(Schema.decodeUnknownSync(CarriedRun)(JSON.parse(json))).toEqual(payload);
});

test("the same fire asks for the same run, whichever scheduler looks at it and however it stands", () => {
  expect(payloadOf({ ...fire, runner: "two:2", status: "cancelling", runId: fire.fireId }, schedule)).toEqual(
    payloadOf(fire, schedule),
  );
});
