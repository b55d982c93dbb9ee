import { ConfigProvider, Duration, Effect } from "effect";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type RetentionSubject, retentionPolicy, retentionVariables } from "../../src/index.ts";

const read = (environment: Record<string, string>) =>
  Effect.runPromise(
    retentionPolicy.pipe(Effect.provide(ConfigProvider.layer(ConfigProvider.fromEnvRecord(environment)))),
  );
const subjects = Object.keys(retentionVariables) as ReadonlyArray<RetentionSubject>;

test("without any variable the policy keeps archive for ever and evidence is no part of it", async () => {
  const policy = await read({});
  expect(policy.archive).toBeNull();
  expect(Object.keys(policy).toSorted()).toEqual(["alerts", "archive", "checkFailures", "engineMessages", "fires"]);
  expect(policy.engineMessages === null ? null : Duration.toDays(policy.engineMessages)).toBe(7);
  expect(policy.fires === null ? null : Duration.toDays(policy.fires)).toBe(400);
});

test("an empty variable counts as not set", async () => {
  const empty = Object.fromEntries(subjects.map((subject) => [retentionVariables[subject].name, ""]));
  expect(await read(empty)).toEqual(await read({}));
});

test("each variable changes its own part and no other", async () => {
  const standard = await read({});
  for (const subject of subjects) {
    const changed = await read({ [retentionVariables[subject].name]: "33 days" });
    expect(changed).toEqual({ ...standard, [subject]: Duration.days(33) });
    expect(await read({ [retentionVariables[subject].name]: "forever" })).toEqual({ ...standard, [subject]: null });
  }
});

test.each(["0 days", "59 minutes", "-1 days", "7", "soon", "Infinity", "7 days forever"])(
  "%s is refused by name",
  async (text) => {
    const { name } = retentionVariables.fires;
    const message = await read({ [name]: text }).then(
      () => "accepted",
      (error: Error) => error.message,
    );
    expect(message).toContain("at least 1 hour");
  },
);

test("whatever is accepted is for ever or an hour at least", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: -5, max: 5000 }),
      fc.constantFrom("minutes", "hours", "days", "weeks"),
      async (count, unit) => {
        const found = await read({ [retentionVariables.alerts.name]: `${count} ${unit}` }).then(
          ({ alerts }) => (alerts === null ? Number.POSITIVE_INFINITY : Duration.toMillis(alerts)),
          () => null,
        );
        expect(found === null || found >= 3_600_000).toBe(true);
      },
    ),
  );
});
