import { readdirSync, statSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { Effect, Redacted } from "effect";
import { expect, test } from "vitest";
import { serverPlace } from "../../src/embedded/ServerPlace.ts";
import { ensurePassword } from "../../src/embedded/serverPassword.ts";
import { temporaryFolder } from "./temporaryHome.ts";

test("many at once agree on one password, which stays, and homes have different ones", async () => {
  const place = serverPlace(temporaryFolder());
  const other = serverPlace(temporaryFolder());
  for (const { controlFolder } of [place, other]) await mkdir(controlFolder);
  const made = await Effect.runPromise(
    Effect.all(
      Array.from({ length: 16 }, () => ensurePassword(place)),
      { concurrency: "unbounded" },
    ),
  );
  const [password] = made.map(Redacted.value);
  expect(new Set(made.map(Redacted.value)).size).toBe(1);
  expect(Redacted.value(await Effect.runPromise(ensurePassword(place)))).toBe(password);
  expect(Redacted.value(await Effect.runPromise(ensurePassword(other)))).not.toBe(password);
  expect(readdirSync(place.controlFolder)).toEqual(["password"]);
  expect(statSync(place.passwordFile).mode & 0o777).toBe(0o600);
  expect(`${made[0]}${JSON.stringify(made[0])}`).not.toContain(password);
});
