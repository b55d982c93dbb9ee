import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Effect } from "effect";
import { expect, test } from "vitest";
import { archiveFile } from "../../src/archive/archiveFile.ts";
import { temporaryCopyName } from "../../src/archive/isOrphanedCopy.ts";
import { removeOrphanedCopies } from "../../src/archive/removeOrphanedCopies.ts";
import { temporaryFolder } from "../temporaryFolder.ts";

const remains = async (folder: string) => {
  await Effect.runPromise(removeOrphanedCopies(folder));
  return readdirSync(folder).sort();
};

const longAgo = new Date(Date.now() - 25 * 3_600_000);

test("the copy of a killed run is removed by the next one", { timeout: 120_000 }, async () => {
  const folder = temporaryFolder();
  const big = join(folder, "big.csv");
  writeFileSync(big, "");
  truncateSync(big, 4_000_000_000);
  const archive = join(folder, "archive");
  const copies = () =>
    existsSync(join(archive, "sha256"))
      ? readdirSync(join(archive, "sha256")).filter((name) => name.startsWith(".copy-"))
      : [];

  const child = spawn(process.execPath, [resolve(import.meta.dirname, "archiveCommand.ts"), big, archive], {
    stdio: "inherit",
  });
  const exited = once(child, "exit");
  while (copies().length === 0 && child.exitCode === null) await new Promise((done) => setTimeout(done, 5));
  child.kill("SIGKILL");
  await exited;
  expect(copies()).toHaveLength(1);

  writeFileSync(join(folder, "small.csv"), "a,b\n");
  await Effect.runPromise(archiveFile(join(folder, "small.csv"), archive));
  expect(copies()).toEqual([]);
});

test("a copy that this process is writing is left alone", async () => {
  const folder = temporaryFolder();
  const name = temporaryCopyName();
  writeFileSync(join(folder, name), "");
  expect(await remains(folder)).toEqual([name]);
});

test("a copy with this process's id that is older than the process is removed", async () => {
  const folder = temporaryFolder();
  const path = join(folder, temporaryCopyName());
  writeFileSync(path, "");
  const beforeStart = new Date(performance.timeOrigin - 60_000);
  utimesSync(path, beforeStart, beforeStart);
  expect(await remains(folder)).toEqual([]);
});

test("a copy of another host is left alone for a day, then removed", async () => {
  const folder = temporaryFolder();
  const name = temporaryCopyName().replace(/^\.copy-.*?-(\d+-[0-9a-f-]{36})$/, ".copy-elsewhere-$1");
  writeFileSync(join(folder, name), "");
  expect(await remains(folder)).toEqual([name]);
  utimesSync(join(folder, name), longAgo, longAgo);
  expect(await remains(folder)).toEqual([]);
});

test("files that are no unfinished copies are never removed, and a missing folder is none", async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "ab"));
  for (const name of ["notes.txt", ".copy-of-something"]) {
    writeFileSync(join(folder, name), "");
    utimesSync(join(folder, name), longAgo, longAgo);
  }
  expect(await remains(folder)).toEqual([".copy-of-something", "ab", "notes.txt"]);
  expect(await Effect.runPromise(removeOrphanedCopies(join(folder, "missing")))).toBe(0);
});
