import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { Effect } from "effect";
import { describe, expect, test } from "vitest";
import { findBlockingFolder } from "../../src/embedded/findBlockingFolder.ts";
import { findPasswdEntry } from "../../src/embedded/findPasswdEntry.ts";
import { serverStatus } from "../../src/embedded/serverStatus.ts";
import { startCommand } from "./Command.ts";
import { copyPackage } from "./copyPackage.ts";
import { makeFolder, serverProcesses, temporaryFolder, temporaryHome } from "./temporaryHome.ts";
import { failureOf, withServer } from "./withServer.ts";

const passwd = existsSync("/etc/passwd") ? readFileSync("/etc/passwd", "utf8") : "";
const nobody = findPasswdEntry(passwd, "nobody");
const daemon = findPasswdEntry(passwd, "daemon");
const isRoot = process.geteuid?.() === 0 && nobody !== undefined && daemon !== undefined;
const ordinary = daemon ?? { uid: -1, gid: -1 };

if (!isRoot) console.warn("Tests of the server's user are skipped: they need root and the users nobody and daemon.");
const isRepositoryOpen =
  isRoot && (await Effect.runPromise(findBlockingFolder(dirname(process.execPath), ordinary))) === undefined;
if (isRoot && !isRepositoryOpen)
  console.warn("Tests as an ordinary user are skipped: the repository is closed to others.");

const ownHome = (): string => {
  const home = temporaryHome();
  chownSync(dirname(home), ordinary.uid, ordinary.gid);
  return home;
};

const userOfServer = (home: string): number | undefined => serverProcesses(home)[0]?.uid;

describe.runIf(isRoot)("as root", () => {
  test("the server runs as nobody, who owns the data and cannot read the password", async () => {
    const home = temporaryHome();
    await withServer({ home }, async () => {
      expect(userOfServer(home)).toBe(nobody?.uid);
      expect(statSync(join(home, "postgres", "data")).uid).toBe(nobody?.uid);
      expect(statSync(join(home, "postgres", "password"))).toMatchObject({ uid: 0, mode: 0o100600 });
    });
  });

  test("the data of a home that nobody cannot reach goes elsewhere, and a note says where", async () => {
    const home = join(makeFolder(join(temporaryFolder(), "closed"), 0o700), ".trialflow");
    const relocationRoot = join(temporaryFolder(), "var", "trialflow");
    await withServer({ home, relocationRoot }, async (sql, server) => {
      await sql`create table kept as select 42 as answer`;
      expect(dirname(dirname(server.dataFolder))).toBe(relocationRoot);
      const [noted] = readFileSync(join(home, "postgres", "LOCATION"), "utf8").split("\n");
      expect(join(noted ?? "", "data")).toBe(server.dataFolder);
      expect((await Effect.runPromise(serverStatus(home))).dataFolder).toBe(server.dataFolder);
    });
    await withServer({ home }, async (sql) => expect(await sql`select answer from kept`).toEqual([{ answer: 42 }]));
    expect(serverProcesses(relocationRoot)).toEqual([]);
  });

  test("eight commands at once agree on where the data of a closed home goes", async () => {
    const home = join(makeFolder(join(temporaryFolder(), "closed"), 0o700), ".trialflow");
    const relocationRoot = temporaryFolder();
    const commands = Array.from({ length: 8 }, () => startCommand({ home, relocationRoot }));
    const reports = await Promise.all(commands.map((command) => command.report));
    expect(reports.map((report) => report.answer)).toEqual(Array.from({ length: 8 }, () => 42));
    expect(new Set(reports.map((report) => report.dataFolder)).size).toBe(1);
    await Promise.all(commands.map((command) => command.end()));
    expect(serverProcesses(relocationRoot)).toEqual([]);
  });

  test("the earlier data of a closed home that was deleted is moved aside and not deleted", async () => {
    const home = join(makeFolder(join(temporaryFolder(), "closed"), 0o700), ".trialflow");
    const relocationRoot = temporaryFolder();
    const abandoned = startCommand({ home, relocationRoot });
    const { dataFolder, port } = await abandoned.report;
    await abandoned.kill("SIGKILL");
    rmSync(home, { recursive: true });
    await withServer({ home, relocationRoot }, async (sql, server) => {
      expect(server).toMatchObject({ dataFolder, wasRunning: false });
      expect(server.port).not.toBe(port);
      expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
    });
    const names = readdirSync(dirname(dataFolder));
    expect(names.filter((name) => name.startsWith("data.orphan-"))).toHaveLength(1);
    expect(serverProcesses(relocationRoot)).toEqual([]);
  });

  test("binaries that nobody cannot reach are copied beside the data, complete and readable", async () => {
    const closed = makeFolder(join(temporaryFolder(), "closed"), 0o700);
    const packageFolder = await copyPackage(join(closed, "package"));
    execFileSync("chmod", ["-R", "go=", packageFolder]);
    const home = temporaryHome();
    await withServer({ home, packageFolder }, async (sql) => expect(await sql`select 1 as one`).toEqual([{ one: 1 }]));
    const copies = readdirSync(join(home, "postgres")).filter((name) => name.startsWith("native-"));
    expect(copies).toHaveLength(1);
    await withServer({ home, packageFolder }, async (_, server) => expect(server.wasRunning).toBe(false));
  });

  test("data that was moved below a closed folder is an error that names the folder", async () => {
    const home = temporaryHome();
    await withServer({ home }, async () => {});
    chmodSync(dirname(home), 0o700);
    const { reason } = await failureOf({ home });
    expect(reason).toMatchObject({ _tag: "FolderUnreachable", blockedBy: dirname(home) });
  });

  test("a data folder that belongs to root is refused", async () => {
    const home = temporaryHome();
    await withServer({ home }, async () => {});
    chownSync(join(home, "postgres", "data"), 0, 0);
    expect((await failureOf({ home })).reason).toMatchObject({ _tag: "WrongOwner", ownerId: 0, userId: nobody?.uid });
  });
});

describe.runIf(isRepositoryOpen)("as an ordinary user", () => {
  test("the server runs as that user, also when root uses it afterwards", async () => {
    const home = ownHome();
    const command = startCommand({ home }, ordinary);
    expect(await command.report).toMatchObject({ answer: 42, wasRunning: false });
    expect(userOfServer(home)).toBe(ordinary.uid);
    await withServer({ home }, async (_, server) => expect(server.wasRunning).toBe(true));
    await command.end();
    expect(serverProcesses(home)).toEqual([]);
    await withServer({ home }, async () => expect(userOfServer(home)).toBe(ordinary.uid));
    const again = startCommand({ home }, ordinary);
    expect(await again.report).toMatchObject({ answer: 42 });
    await again.end();
  });

  test("eight commands at once share one server", async () => {
    const home = ownHome();
    const commands = Array.from({ length: 8 }, () => startCommand({ home }, ordinary));
    const reports = await Promise.all(commands.map((command) => command.report));
    expect(reports.map((report) => report.answer)).toEqual(Array.from({ length: 8 }, () => 42));
    await Promise.all(commands.map((command) => command.end()));
    expect(serverProcesses(home)).toEqual([]);
  });

  test("the server of a killed command is adopted and stopped", async () => {
    const home = ownHome();
    const killed = startCommand({ home }, ordinary);
    await killed.report;
    await killed.kill("SIGKILL");
    const next = startCommand({ home }, ordinary);
    expect(await next.report).toMatchObject({ wasRunning: true });
    await next.end();
    expect(serverProcesses(home)).toEqual([]);
  });

  test("a home that root made is refused with the path that cannot be read", async () => {
    const home = temporaryHome();
    await withServer({ home }, async () => {});
    const command = startCommand({ home }, ordinary);
    const { failed, message } = await command.report;
    expect(failed).toBe("FileFailed");
    expect(message).toContain(join(home, "postgres"));
  });

  test("a read-only package whose install script did not run is copied into the home and completed there", async () => {
    const packageFolder = await copyPackage(join(temporaryFolder(), "package"));
    const home = ownHome();
    const command = startCommand({ home, packageFolder }, ordinary);
    expect(await command.report).toMatchObject({ answer: 42 });
    expect(readdirSync(join(home, "postgres")).some((name) => name.startsWith("native-18"))).toBe(true);
    await command.end();
  });
});

test("a package whose install script did not run is completed where it is", async () => {
  const packageFolder = await copyPackage(join(temporaryFolder(), "package"));
  const home = temporaryHome();
  await withServer({ home, packageFolder }, async (sql) => expect(await sql`select 1 as one`).toEqual([{ one: 1 }]));
  expect(existsSync(join(packageFolder, "native", "lib", "libpq.so.5"))).toBe(process.platform === "linux");
  expect(readdirSync(join(home, "postgres")).some((name) => name.startsWith("native-"))).toBe(false);
});
