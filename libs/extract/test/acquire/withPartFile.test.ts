import { readdir, readFile, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Deferred, Effect, Fiber } from "effect";
import { describe, expect, it } from "vitest";
import { withPartFile } from "../../src/acquire/withPartFile.ts";
import { temporaryFolder } from "../temporaryFolder.ts";
import { runWithEnv } from "./runWithEnv.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("withPartFile", () => {
  it("gives a kept file its real name and leaves nothing else", async () => {
    const folder = temporaryFolder();
    const target = join(folder, "new/trials.csv");
    await Effect.runPromise(
      withPartFile("test", join(folder, "parts"), (part) =>
        part.write(bytes("a,")).pipe(Effect.andThen(part.write(bytes("b\n"))), Effect.andThen(part.keepAs(target))),
      ),
    );
    expect(await readFile(target, "utf8")).toBe("a,b\n");
    expect(await readdir(join(folder, "parts"))).toEqual([]);
  });

  it("removes the part file after a failure, and leaves an older file as it was", async () => {
    const folder = temporaryFolder();
    const target = join(folder, "trials.csv");
    await writeFile(target, "old");
    await Effect.runPromiseExit(
      withPartFile("test", folder, (part) => part.write(bytes("new")).pipe(Effect.andThen(Effect.fail("no")))),
    );
    expect(await readdir(folder)).toEqual(["trials.csv"]);
    expect(await readFile(target, "utf8")).toBe("old");
  });

  it("removes the part file when it is interrupted", async () => {
    const folder = temporaryFolder();
    await Effect.gen(function* () {
      const written = yield* Deferred.make<void>();
      const fiber = yield* withPartFile("test", folder, (part) =>
        part
          .write(bytes("new"))
          .pipe(Effect.andThen(Deferred.succeed(written, undefined)), Effect.andThen(Effect.never)),
      ).pipe(Effect.forkChild);
      yield* Deferred.await(written);
      expect(yield* Effect.promise(() => readdir(folder))).toHaveLength(1);
      yield* Fiber.interrupt(fiber);
    }).pipe(Effect.runPromise);
    expect(await readdir(folder)).toEqual([]);
  });

  it("names the folder that cannot be written", async () => {
    const folder = temporaryFolder();
    await writeFile(join(folder, "file"), "");
    const { error } = await runWithEnv(
      {},
      withPartFile("test", join(folder, "file/sub"), () => Effect.void),
    );
    expect(error.reason).toMatchObject({ _tag: "FileAccessFailed", path: join(folder, "file/sub"), code: "ENOTDIR" });
  });

  it("clears away part files that a killed process left a day ago, and no others", async () => {
    const folder = temporaryFolder();
    const dayAgo = new Date(Date.now() - 25 * 60 * 60 * 1000);
    for (const name of ["old.part", "old.csv", "new.part"]) {
      await writeFile(join(folder, name), "");
      if (name.startsWith("old")) await utimes(join(folder, name), dayAgo, dayAgo);
    }
    await Effect.runPromise(withPartFile("test", folder, () => Effect.void));
    expect((await readdir(folder)).sort()).toEqual(["new.part", "old.csv"]);
  });
});
