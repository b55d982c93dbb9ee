import { existsSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Deferred, Effect, Fiber, Option } from "effect";
import { expect, test } from "vitest";
import { ownProcessMark } from "../../src/embedded/ProcessMark.ts";
import { withStartLock } from "../../src/embedded/startLock.ts";
import { temporaryFolder } from "./temporaryHome.ts";

const lockFile = (): string => join(temporaryFolder(), "start.lock");
const take = (file: string) => Effect.runPromise(withStartLock(file, Effect.succeed("done")));

test("the effect runs under the lock and the lock is gone afterwards, also after a failure", async () => {
  const file = lockFile();
  const seen = await Effect.runPromise(
    withStartLock(
      file,
      Effect.sync(() => existsSync(file)),
    ),
  );
  expect(seen).toEqual(Option.some(true));
  expect(await Effect.runPromise(Effect.flip(withStartLock(file, Effect.fail("no"))))).toBe("no");
  expect(existsSync(file)).toBe(false);
});

test("while one holds the lock nobody else runs", async () => {
  const file = lockFile();
  const outcome = await Effect.runPromise(
    Effect.gen(function* () {
      const [isHeld, isOver] = [yield* Deferred.make<void>(), yield* Deferred.make<void>()];
      const holder = yield* Effect.forkChild(
        withStartLock(file, Effect.andThen(Deferred.succeed(isHeld, undefined), Deferred.await(isOver))),
      );
      yield* Deferred.await(isHeld);
      const others = yield* Effect.all(
        Array.from({ length: 8 }, () => withStartLock(file, Effect.succeed("in"))),
        {
          concurrency: "unbounded",
        },
      );
      yield* Deferred.succeed(isOver, undefined);
      yield* Fiber.join(holder);
      return others;
    }),
  );
  expect(outcome).toEqual(Array.from({ length: 8 }, () => Option.none()));
  expect(await take(file)).toEqual(Option.some("done"));
});

test("of many that find a dead process's lock at most one at a time runs", async () => {
  const file = lockFile();
  writeFileSync(file, `${2 ** 22 - 3}-1\nnonce\n`);
  let [running, most, runs] = [0, 0, 0];
  const once = withStartLock(
    file,
    Effect.gen(function* () {
      running += 1;
      runs += 1;
      most = Math.max(most, running);
      yield* Effect.sleep("5 millis");
      running -= 1;
    }),
  );
  await Effect.runPromise(
    Effect.all(
      Array.from({ length: 16 }, () => once),
      { concurrency: "unbounded" },
    ),
  );
  expect(most).toBe(1);
  expect(runs).toBeGreaterThan(0);
  expect(existsSync(file)).toBe(false);
});

test("the lock of an earlier process with a reused number is taken over", async () => {
  const file = lockFile();
  writeFileSync(file, `${process.pid}-1\nnonce\n`);
  expect(await take(file)).toEqual(process.platform === "linux" ? Option.some("done") : Option.none());
});

test("the lock of a live process stays", async () => {
  const file = lockFile();
  const content = `${await Effect.runPromise(ownProcessMark)}\nnonce\n`;
  writeFileSync(file, content);
  expect(await take(file)).toEqual(Option.none());
  expect(readFileSync(file, "utf8")).toBe(content);
});

test("a lock without content is taken over only when it is old", async () => {
  const file = lockFile();
  writeFileSync(file, "");
  expect(await take(file)).toEqual(Option.none());
  utimesSync(file, 1_000, 1_000);
  expect(await take(file)).toEqual(Option.some("done"));
});
