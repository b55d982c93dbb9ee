import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { fileError } from "../../src/fileError.ts";
import { temporaryFolder } from "../temporaryFolder.ts";

const canMount = spawnSync("unshare", ["-rm", "sh", "-c", "mount -t tmpfs -o size=64k tmpfs /mnt"]).status === 0;
if (!canMount)
  console.log("skipped: a full disk needs a private mount (unshare -rm), which this system does not allow");

test.skipIf(!canMount)("a full disk is named, and the unfinished copy is removed", () => {
  const folder = temporaryFolder();
  const path = join(folder, "big.csv");
  writeFileSync(path, Buffer.alloc(3_000_000, "x"));
  const command = `mount -t tmpfs -o size=1m tmpfs "$1" && mkdir "$1/archive" && "$2" "$3" "$4" "$1/archive" && find "$1/archive" -type f`;
  const script = resolve(import.meta.dirname, "archiveCommand.ts");
  const run = spawnSync("unshare", ["-rm", "sh", "-c", command, "sh", "/mnt", process.execPath, script, path], {
    encoding: "utf8",
  });
  const [outcome = "", ...left] = run.stdout.trim().split("\n");
  const { reason, message } = JSON.parse(outcome);
  expect(reason).toEqual({ _tag: "DiskFull", folder: "/mnt/archive/sha256", neededBytes: 3_000_000 });
  expect(message).toContain("No space left in /mnt/archive/sha256 for 3000000 bytes");
  expect(left).toEqual([]);
});

test("a full disk and an exceeded quota are the same reason, which trying again does not cure", () => {
  for (const code of ["ENOSPC", "EDQUOT"]) {
    const error = fileError("extract.archiveFile", "/archive/x", 7)(Object.assign(new Error(code), { code }));
    expect(error.reason).toMatchObject({ _tag: "DiskFull", folder: "/archive", neededBytes: 7 });
    expect(error.isRetryable).toBe(false);
  }
});

test("an error without a system code keeps its cause", () => {
  const cause = new Error("odd");
  const error = fileError("extract.archiveFile", "/archive/x")(cause);
  expect(error.reason).toMatchObject({ _tag: "FileAccessFailed", code: "unknown error" });
  expect(error.cause).toBe(cause);
});
