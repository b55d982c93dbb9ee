import { createHash } from "node:crypto";
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { Effect, Fiber } from "effect";
import { expect, test } from "vitest";
import { archiveFile } from "../../src/archive/archiveFile.ts";
import { temporaryFolder } from "../temporaryFolder.ts";

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

const place = (content: string | Uint8Array = "a,b\n1,2\n") => {
  const folder = temporaryFolder();
  const path = join(folder, "trials.csv");
  writeFileSync(path, content);
  return { path, archive: join(folder, "archive") };
};

const filesIn = (folder: string): ReadonlyArray<string> =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => entry.name)
    : [];

const reasonOf = (path: string, archive: string) =>
  Effect.runPromise(
    archiveFile(path, archive).pipe(
      Effect.flip,
      Effect.map((error) => error.reason),
    ),
  );

test("a file is copied under its SHA-256, read-only, and the original stays as it was", async () => {
  const { path, archive } = place();
  const modifiedAt = new Date("2020-08-18T12:34:56.789Z");
  utimesSync(path, modifiedAt, modifiedAt);
  const before = statSync(path);

  const archived = await Effect.runPromise(archiveFile(path, archive));

  const digest = sha256(readFileSync(path));
  expect(archived).toEqual({
    sha256: digest,
    sizeBytes: 8,
    path: join(archive, "sha256", digest.slice(0, 2), digest),
    sourcePath: path,
    fileName: "trials.csv",
    modifiedAt,
  });
  expect(readFileSync(archived.path)).toEqual(readFileSync(path));
  expect(statSync(archived.path).mode & 0o777).toBe(0o444);
  expect(filesIn(archive)).toEqual([digest]);
  const after = statSync(path);
  expect([after.ino, after.mode, after.mtimeMs, after.size]).toEqual([
    before.ino,
    before.mode,
    before.mtimeMs,
    before.size,
  ]);
});

test("the same content under another name is archived once", async () => {
  const { path, archive } = place();
  const first = await Effect.runPromise(archiveFile(path, archive));
  const inode = statSync(first.path).ino;
  const copy = join(path, "..", "copy.csv");
  writeFileSync(copy, readFileSync(path));

  const second = await Effect.runPromise(archiveFile(copy, archive));

  expect(second).toMatchObject({ sha256: first.sha256, path: first.path, fileName: "copy.csv" });
  expect(statSync(first.path).ino).toBe(inode);
  expect(filesIn(archive)).toEqual([first.sha256]);
});

test("eight archivers of the same file at once all succeed and leave one copy", async () => {
  const { path, archive } = place(Buffer.alloc(3_000_000, "x"));
  const archived = await Effect.runPromise(
    Effect.all(
      Array.from({ length: 8 }, () => archiveFile(path, archive)),
      { concurrency: 8 },
    ),
  );
  expect(new Set(archived.map((file) => file.path)).size).toBe(1);
  expect(filesIn(archive)).toEqual([archived[0]?.sha256]);
});

test("an empty file is archived too, so that its refusal can be proven", async () => {
  const { path, archive } = place("");
  expect(await Effect.runPromise(archiveFile(path, archive))).toMatchObject({
    sizeBytes: 0,
    sha256: sha256(Buffer.alloc(0)),
  });
});

test("a file that grows while it is read fails, may be tried again, and leaves nothing", async () => {
  const { path, archive } = place(Buffer.alloc(64_000_000, "x"));
  const error = await Effect.runPromise(
    Effect.gen(function* () {
      const fiber = yield* Effect.forkChild(Effect.flip(archiveFile(path, archive)));
      while (fiber.pollUnsafe() === undefined) {
        appendFileSync(path, "another row\n");
        yield* Effect.promise(() => new Promise((resolve) => setImmediate(resolve)));
      }
      return yield* Fiber.join(fiber);
    }),
  );
  expect(error.reason._tag).toBe("FileChangedWhileRead");
  expect(error.isRetryable).toBe(true);
  expect(error.message).toContain("size");
  expect(filesIn(archive)).toEqual([]);
});

test("a file that another one replaces while it is read fails", async () => {
  const { path, archive } = place(Buffer.alloc(64_000_000, "x"));
  writeFileSync(`${path}.new`, Buffer.alloc(64_000_000, "y"));
  const error = await Effect.runPromise(
    Effect.gen(function* () {
      const fiber = yield* Effect.forkChild(Effect.flip(archiveFile(path, archive)));
      yield* untilCopying(archive);
      renameSync(`${path}.new`, path);
      return yield* Fiber.join(fiber);
    }),
  );
  expect(error.reason).toMatchObject({ _tag: "FileChangedWhileRead", change: "another file took its place" });
});

test("an interruption closes the files and removes the unfinished copy", async () => {
  const { path, archive } = place("");
  truncateSync(path, 2_000_000_000);
  await Effect.runPromise(
    Effect.gen(function* () {
      const fiber = yield* Effect.forkChild(archiveFile(path, archive));
      yield* untilCopying(archive);
      yield* Fiber.interrupt(fiber);
    }),
  );
  expect(filesIn(archive)).toEqual([]);
});

test("an archived file of another size is refused as corrupt", async () => {
  const { path, archive } = place();
  const { path: archived } = await Effect.runPromise(archiveFile(path, archive));
  chmodSync(archived, 0o644);
  appendFileSync(archived, "x");
  expect(await reasonOf(path, archive)).toMatchObject({
    _tag: "ArchiveCorrupt",
    found: "9 bytes",
    expected: "8 bytes",
  });
});

test("a path without a file, a folder and an archive that is a file are told apart", async () => {
  const { path, archive } = place();
  expect(await reasonOf(`${path}.missing`, archive)).toMatchObject({ _tag: "FileNotFound", path: `${path}.missing` });
  mkdirSync(join(path, "..", "folder"));
  expect(await reasonOf(join(path, "..", "folder"), archive)).toMatchObject({ _tag: "NotAFile", found: "a folder" });
  expect(await reasonOf("/dev/null", archive)).toMatchObject({ _tag: "NotAFile", found: "a device or a pipe" });
  expect(await reasonOf(path, path)).toMatchObject({ _tag: "FileAccessFailed", code: "ENOTDIR" });
});

const untilCopying = (archive: string) =>
  Effect.promise(async () => {
    while (!filesIn(archive).some((name) => name.startsWith(".copy-")))
      await new Promise((resolve) => setImmediate(resolve));
  });
