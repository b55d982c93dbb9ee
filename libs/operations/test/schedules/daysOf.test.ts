import { expect, test } from "vitest";
import { daysOf, ticksBetween } from "../../src/index.ts";

const ticks = (cron: string, timeZone: string, from: string, to: string) => {
  const { after, until } = daysOf({ timeZone }, from, to);
  return ticksBetween({ cron, timeZone }, after, until, 100).map((tick) => tick.toISOString().slice(0, 16));
};

test("days begin and end where the schedule is at home, midnight included", () => {
  expect(ticks("0 0 * * *", "Asia/Tokyo", "2026-06-01", "2026-06-02")).toEqual([
    "2026-05-31T15:00",
    "2026-06-01T15:00",
  ]);
  expect(ticks("59 23 * * *", "America/New_York", "2026-06-01", "2026-06-01")).toEqual(["2026-06-02T03:59"]);
});

test("days on which the clocks change have all their hours", () => {
  expect(ticks("0 * * * *", "Europe/Berlin", "2026-03-29", "2026-03-29")).toHaveLength(23);
  expect(daysOf({ timeZone: "Europe/Berlin" }, "2026-10-25", "2026-10-25")).toEqual({
    after: new Date("2026-10-24T21:59:59.999Z"),
    until: new Date("2026-10-25T22:59:59.999Z"),
  });
});
