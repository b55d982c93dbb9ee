import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createConnection } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { Effect, Layer, Redacted } from "effect";
import postgres from "postgres";
import { afterAll, expect, test } from "vitest";
import { acquireServer } from "../../src/embedded/acquireServer.ts";
import { EmbeddedPostgres } from "../../src/embedded/EmbeddedPostgres.ts";
import { processList } from "./processList.ts";
import { serverProcesses, temporaryHome } from "./temporaryHome.ts";
import { failureOf, withServer } from "./withServer.ts";

const setting = async (sql: postgres.Sql, name: string): Promise<string> => {
  const [row] = await sql<[{ value: string }]>`select current_setting(${name}) as value`;
  return row.value;
};

/** The home of the tests that only look at a server, so that one initdb serves them all. */
const sharedHome = mkdtempSync(join(tmpdir(), "trialflow-embedded-"));
chmodSync(sharedHome, 0o755);
afterAll(() => rmSync(sharedHome, { recursive: true, force: true }));

test("an empty home gets a server with the wanted database, and none is left after the scope", async () => {
  const home = temporaryHome();
  await withServer({ home, database: "quick_start-2" }, async (sql, server) => {
    const [row] = await sql<[{ name: string }]>`select current_database() as name`;
    expect(row.name).toBe("quick_start-2");
    expect(server).toMatchObject({ host: "127.0.0.1", wasRunning: false, dataFolder: join(home, "postgres", "data") });
    expect(String(server.url)).not.toContain("postgres://");
    expect(serverProcesses(home)).toHaveLength(1);
  });
  expect(serverProcesses(home)).toEqual([]);
  expect(existsSync(join(home, "postgres", "data", "postmaster.pid"))).toBe(false);
});

test("what was written stays when the server is stopped and started", async () => {
  const home = temporaryHome();
  await withServer({ home, durable: true }, (sql) => sql`create table kept as select 42 as answer`);
  await withServer({ home, durable: true }, async (sql) => {
    expect(await sql`select answer from kept`).toEqual([{ answer: 42 }]);
    expect(await setting(sql, "fsync")).toBe("on");
  });
});

test("a second user in the same process joins the server and the last one stops it", async () => {
  const home = temporaryHome();
  await withServer({ home }, async (_, first) => {
    await withServer({ home }, async (sql, second) => {
      expect(second).toMatchObject({ wasRunning: true, port: first.port });
      expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
    });
    expect(serverProcesses(home)).toHaveLength(1);
  });
  expect(serverProcesses(home)).toEqual([]);
});

test("users that end in the same instant leave no server", async () => {
  const home = temporaryHome();
  let count = 0;
  let open = (): void => {};
  const allHere = new Promise<void>((resolve) => {
    open = resolve;
  });
  const arriving = Effect.scoped(
    Effect.gen(function* () {
      yield* acquireServer({ home, durable: false });
      count += 1;
      if (count === 8) open();
      yield* Effect.promise(() => allHere);
    }),
  );
  await Effect.runPromise(
    Effect.all(
      Array.from({ length: 8 }, () => arriving),
      { concurrency: "unbounded" },
    ),
  );
  expect(serverProcesses(home)).toEqual([]);
});

test("a home with spaces, quotes and letters of other alphabets works", async () => {
  const home = temporaryHome("Étude n° 1 – 試験 'x' \"y\"");
  await withServer({ home }, async (sql) => {
    expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
  });
  await withServer({ home }, async (_, server) => expect(server.wasRunning).toBe(false));
  expect(serverProcesses(home)).toEqual([]);
});

test("text is UTF-8, ordered bytewise and folded by the server's own Unicode rules", async () => {
  await withServer({ home: sharedHome }, async (sql) => {
    const [row] = await sql`
      select datlocprovider as provider, datlocale as locale, pg_encoding_to_char(encoding) as encoding
      from pg_database where datname = current_database()`;
    expect(row).toEqual({ provider: "b", locale: "C.UTF-8", encoding: "UTF8" });
    expect(await sql`select upper('é') as upper, 'Z' < 'a' as bytewise`).toEqual([{ upper: "É", bytewise: true }]);
    expect(await setting(sql, "data_checksums")).toBe("on");
    expect(await setting(sql, "TimeZone")).toBe("UTC");
  });
});

test("the password is 256 random bits that only its owner can read and that no process list or log shows", async () => {
  const home = sharedHome;
  await withServer({ home }, async (sql, server) => {
    const file = join(home, "postgres", "password");
    const password = readFileSync(file, "utf8").trim();
    expect(Buffer.from(password, "base64url")).toHaveLength(32);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(decodeURIComponent(new URL(Redacted.value(server.url)).password)).toBe(password);
    await sql`select ${password} as secret, 1 / 0`.catch(() => undefined);
    expect(processList().filter(({ command }) => command.includes(password))).toEqual([]);
    expect(readFileSync(join(home, "postgres", "server.log"), "utf8")).not.toContain(password);
  });
  expect(readdirSync(join(home, "postgres")).sort()).toEqual(["data", "password", "server.log"]);
});

test("a wrong or absent password is refused", async () => {
  await withServer({ home: sharedHome }, async (_, server) => {
    for (const password of ["", "wrong"]) {
      const stranger = postgres({ host: "127.0.0.1", port: server.port, user: "postgres", password, max: 1 });
      await expect(stranger`select 1`).rejects.toMatchObject({ code: "28P01" });
      await stranger.end();
    }
  });
});

test("the server listens on the loopback address only", async (context) => {
  const other = Object.values(networkInterfaces())
    .flat()
    .find((address) => address !== undefined && !address.internal && address.family === "IPv4")?.address;
  if (other === undefined) return context.skip("this machine has no address but the loopback one");
  await withServer({ home: sharedHome }, async (_, server) => {
    const outcome = await new Promise((resolve) => {
      const socket = createConnection({ host: other, port: server.port });
      socket.once("connect", () => resolve("connected"));
      socket.once("error", (error) => resolve("code" in error ? error.code : error.message));
      socket.setTimeout(2_000, () => resolve("no answer"));
      socket.once("close", () => socket.destroy());
    });
    expect(outcome).not.toBe("connected");
  });
});

test("the server and its programs get no secret of the caller's environment", async (context) => {
  if (process.platform !== "linux") return context.skip("only Linux shows the environment of a process");
  process.env["TRIALFLOW_TEST_SECRET"] = "do-not-inherit";
  const home = sharedHome;
  try {
    await withServer({ home }, async () => {
      const pid = readFileSync(join(home, "postgres", "data", "postmaster.pid"), "utf8").split("\n")[0];
      const environment = readFileSync(`/proc/${pid}/environ`, "utf8");
      expect(environment).toContain("LC_ALL=C");
      expect(environment).not.toContain("do-not-inherit");
    });
  } finally {
    delete process.env["TRIALFLOW_TEST_SECRET"];
  }
});

test("the layer gives the server and takes it back", async () => {
  const home = temporaryHome();
  const layer = EmbeddedPostgres.layer({ home, durable: false });
  const port = await Effect.runPromise(
    EmbeddedPostgres.use((server) => Effect.succeed(server.port)).pipe(Effect.provide(layer)),
  );
  expect(port).toBeGreaterThan(0);
  expect(Layer.isLayer(layer)).toBe(true);
  expect(serverProcesses(home)).toEqual([]);
});

test("a database name that drivers would read in different ways is refused before anything is made", async () => {
  const home = temporaryHome();
  const error = await failureOf({ home, database: "quick start" });
  expect(error.message).toContain('"quick start"');
  expect(existsSync(home)).toBe(false);
});

test("a log that has grown becomes the log before, and the next start begins a new one", async () => {
  const home = temporaryHome();
  await withServer({ home }, async () => {});
  const log = join(home, "postgres", "server.log");
  writeFileSync(log, "x".repeat(5_000_000));
  await withServer({ home }, async () => {});
  expect(statSync(`${log}.1`).size).toBe(5_000_000);
  expect(readFileSync(log, "utf8")).toContain("ready to accept connections");
});
