import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { serverProcesses, temporaryFolder, temporaryHome } from "./temporaryHome.ts";
import { failureOf, withServer } from "./withServer.ts";

const madeHome = async (): Promise<{ readonly home: string; readonly data: string; readonly password: string }> => {
  const home = temporaryHome();
  await withServer({ home }, async () => {});
  return { home, data: join(home, "postgres", "data"), password: join(home, "postgres", "password") };
};

test.each([
  ["newer", 19, "Install the newer version"],
  ["older", 17, "pg_dump"],
])("a data folder of a %s major version is refused before the server touches it", async (_, version, remedy) => {
  const { home, data } = await madeHome();
  writeFileSync(join(data, "PG_VERSION"), `${version}\n`);
  const error = await failureOf({ home });
  expect(error.reason).toEqual({ _tag: "VersionMismatch", dataFolder: data, found: version, supported: 18 });
  expect(error.message).toContain(remedy);
  expect(error.isRetryable).toBe(false);
});

test("a folder with something else in the place of the data is refused and left as it is", async () => {
  const home = temporaryHome();
  const data = join(home, "postgres", "data");
  mkdirSync(data, { recursive: true });
  writeFileSync(join(data, "letter.txt"), "precious");
  const error = await failureOf({ home });
  expect(["DataFolderInvalid", "WrongOwner"]).toContain(error.reason._tag);
  expect(readdirSync(data)).toEqual(["letter.txt"]);
});

test("an empty folder in the place of the data is filled", async () => {
  const home = temporaryHome();
  mkdirSync(join(home, "postgres", "data"), { recursive: true });
  await withServer({ home }, async (sql) => expect(await sql`select 1 as one`).toEqual([{ one: 1 }]));
});

test("data whose password file is gone is refused", async () => {
  const { home, password } = await madeHome();
  rmSync(password);
  expect((await failureOf({ home })).reason).toMatchObject({ _tag: "PasswordMissing", passwordFile: password });
});

test("data whose password file is another one's is refused, and the server that was started for it is stopped", async () => {
  const { home, password } = await madeHome();
  writeFileSync(password, "another\n");
  const error = await failureOf({ home });
  expect(error.reason).toMatchObject({ _tag: "PasswordRejected", passwordFile: password });
  expect(error.message).not.toContain("another");
  expect(serverProcesses(home)).toEqual([]);
});

test("a server that cannot start is an error that quotes the end of its log", async () => {
  const { home, data } = await madeHome();
  appendFileSync(join(data, "postgresql.conf"), "\nshared_preload_libraries = 'no_such_library'\n");
  const error = await failureOf({ home });
  expect(error.reason).toMatchObject({ _tag: "StartFailed", detail: expect.stringContaining("no_such_library") });
  expect(error.message).toContain(`The end of ${join(home, "postgres", "server.log")}`);
});

test("a disk that is too small for a new data folder is an error that says so, and leaves no rest behind", async (context) => {
  const disk = temporaryFolder();
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=16m,mode=755", "trialflow-test", disk], { stdio: "ignore" });
  } catch {
    return context.skip("this user may not mount a small disk");
  }
  onTestFinished(() => {
    execFileSync("umount", [disk]);
  });
  const home = join(disk, ".trialflow");
  const error = await failureOf({ home });
  expect(error.reason).toMatchObject({ _tag: "DiskFull", path: join(home, "postgres", "data") });
  expect(error.message).toContain("no space left");
  expect(readdirSync(join(home, "postgres"))).toEqual(["password"]);
});
